using System.Numerics;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>Draws the floor as a grid of half metres, smooth at any distance.</summary>
internal sealed class GroundPass : IDisposable
{
    private const string Vertex = "#version 330 core\n" + CameraUniforms.Source + """
        uniform vec4 center; // and radius
        uniform vec3 right, ahead;
        out vec2 metres;
        void main()
        {
            metres = center.w * (2.0 * vec2(gl_VertexID & 1, gl_VertexID >> 1) - 1.0);
            gl_Position = toClip(toCamera(center.xyz + metres.x * right + metres.y * ahead));
        }
        """;

    private const string Fragment = """
        #version 330 core
        uniform float radius;
        in vec2 metres;
        out vec4 color;
        float grid(float spacing, float width)
        {
            vec2 at = metres / spacing;
            vec2 wide = fwidth(at);
            vec2 line = clamp(width * wide + 0.5 * wide - abs(fract(at - 0.5) - 0.5), 0.0, 1.0) / max(wide, 1e-6);
            vec2 seen = clamp(line, 0.0, 1.0) * clamp(1.5 - 2.0 * wide, 0.0, 1.0); // lines closer than a pixel fade
            return max(seen.x, seen.y);
        }
        void main()
        {
            float fade = 1.0 - smoothstep(0.25, 1.0, length(metres) / radius);
            float line = max(0.35 * grid(0.5, 0.4), 0.7 * grid(1.0, 0.6));
            float opacity = fade * (0.10 + 0.55 * line);
            color = vec4(opacity * mix(vec3(0.55, 0.60, 0.70), vec3(0.92, 0.95, 1.0), line), opacity);
        }
        """;

    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly VertexArray _empty;
    private readonly CameraUniforms _camera;
    private readonly int _center;
    private readonly int _right;
    private readonly int _ahead;
    private readonly int _radius;

    public GroundPass(GL gl)
    {
        _gl = gl;
        _shader = new ShaderProgram(gl, "ground", Vertex, Fragment);
        _empty = new VertexArray(gl);
        _camera = new CameraUniforms(_shader);
        (_center, _right, _ahead, _radius) =
            (_shader.Locate("center"), _shader.Locate("right"), _shader.Locate("ahead"), _shader.Locate("radius"));
    }

    public void Draw(View view, in GroundPlane ground)
    {
        Vector3 right = Vector3.Cross(ground.Up, MathF.Abs(ground.Up.Z) < 0.9f ? Vector3.UnitZ : Vector3.UnitX);
        right = Vector3.Normalize(right);
        _shader.Use();
        _camera.Set(view.Camera, view.Pane);
        _shader.Set(_center, new Vector4(ground.Center, ground.Radius));
        _shader.Set(_right, right);
        _shader.Set(_ahead, Vector3.Cross(right, ground.Up));
        _shader.Set(_radius, ground.Radius);
        _empty.Bind();
        _gl.DrawArrays(PrimitiveType.TriangleStrip, 0, 4);
    }

    public void Dispose()
    {
        _shader.Dispose();
        _empty.Dispose();
    }
}
