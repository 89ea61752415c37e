using System.Numerics;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>Fills a pane with the video frame, and with bars beside it; opaque.</summary>
internal sealed class VideoPass : IDisposable
{
    private const string Vertex = """
        #version 330 core
        void main()
        {
            vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2); // one triangle that covers the pane
            gl_Position = vec4(2.0 * corner - 1.0, 0.0, 1.0);
        }
        """;

    private const string Fragment = """
        #version 330 core
        uniform sampler2D frame;
        uniform vec4 place; // pane corner in target px, frame corner in pane px
        uniform vec3 size;  // frame columns and rows as shown, px; brightness
        uniform vec3 bars;
        out vec4 color;
        void main()
        {
            vec2 at = (gl_FragCoord.xy - place.xy - place.zw) / size.xy;
            vec2 inside = step(vec2(0.0), at) * step(at, vec2(1.0));
            color = vec4(mix(bars, size.z * texture(frame, at).rgb, inside.x * inside.y), 1.0);
        }
        """;

    private static readonly FrameFit Nowhere = new(0, new Vector2(-1e6f));

    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly VertexArray _empty;
    private readonly int _place;
    private readonly int _size;
    private readonly int _bars;

    public VideoPass(GL gl)
    {
        _gl = gl;
        _shader = new ShaderProgram(gl, "video", Vertex, Fragment);
        _empty = new VertexArray(gl);
        (_place, _size, _bars) = (_shader.Locate("place"), _shader.Locate("size"), _shader.Locate("bars"));
    }

    /// <summary>Draws the frame, or the background alone where the view shows no video or there was no frame yet.</summary>
    public void Draw(View view, Texture frame)
    {
        FrameFit fit = frame.Width > 0 && view.Video is { } shown ? shown : Nowhere;
        Vector2 size = Vector2.Max(fit.Scale * new Vector2(frame.Width, frame.Height), Vector2.One);
        _shader.Use();
        frame.Bind();
        _shader.Set(_place, new Vector4(view.Pane.X, view.Pane.Y, fit.Offset.X, fit.Offset.Y));
        _shader.Set(_size, new Vector3(size, view.VideoBrightness));
        _shader.Set(_bars, view.Background);
        _empty.Bind();
        _gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
    }

    public void Dispose()
    {
        _shader.Dispose();
        _empty.Dispose();
    }
}
