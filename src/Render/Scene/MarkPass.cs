using System.Numerics;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>Draws flat shapes with smooth edges: one quad a shape, whose pixels know their distance to the shape's edge.</summary>
internal sealed class MarkPass : IDisposable
{
    private const string Vertex = """
        #version 330 core
        layout(location = 0) in vec2 center;
        layout(location = 1) in vec2 halfSize;
        layout(location = 2) in vec2 direction;
        layout(location = 3) in vec2 edge; // corner radius, stroke width
        layout(location = 4) in vec4 tint;
        uniform vec2 pane;
        out vec2 at;
        flat out vec2 size;
        flat out vec2 rim;
        flat out vec4 ink;
        void main()
        {
            vec2 corner = 2.0 * vec2(gl_VertexID & 1, gl_VertexID >> 1) - 1.0;
            at = corner * (halfSize + 1.0 + 0.5 * edge.y);
            vec2 place = center + at.x * direction + at.y * vec2(-direction.y, direction.x);
            gl_Position = vec4(2.0 * (place + 0.5) / pane - 1.0, 0.0, 1.0);
            size = halfSize;
            rim = vec2(min(edge.x, min(halfSize.x, halfSize.y)), edge.y);
            ink = tint;
        }
        """;

    private const string Fragment = """
        #version 330 core
        in vec2 at;
        flat in vec2 size;
        flat in vec2 rim;
        flat in vec4 ink;
        out vec4 color;
        void main()
        {
            vec2 q = abs(at) - size + rim.x;
            float d = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - rim.x;
            d = rim.y > 0.0 ? abs(d) - 0.5 * rim.y : d;
            color = vec4(ink.rgb, ink.a * clamp(0.5 - d, 0.0, 1.0));
        }
        """;

    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly VertexArray _array;
    private readonly BufferObject<Mark> _marks;
    private readonly int _pane;

    public MarkPass(GL gl)
    {
        _gl = gl;
        _shader = new ShaderProgram(gl, "marks", Vertex, Fragment);
        _pane = _shader.Locate("pane");
        _marks = new BufferObject<Mark>(gl, BufferTargetARB.ArrayBuffer, BufferUsageARB.StreamDraw);
        _array = new VertexArray(gl);
        int offset = 0;
        foreach ((uint location, int floats) in (ReadOnlySpan<(uint, int)>)[(0, 2), (1, 2), (2, 2), (3, 2), (4, 4)])
        {
            _array.Floats(location, _marks, floats, offset, divisor: 1);
            offset += floats * sizeof(float);
        }
    }

    public void Draw(Pane pane, MarkList marks)
    {
        if (marks.Count == 0)
        {
            return;
        }

        _shader.Use();
        _shader.Set(_pane, new Vector2(pane.Width, pane.Height));
        _marks.Upload(marks.Marks);
        _array.Bind();
        _gl.DrawArraysInstanced(PrimitiveType.TriangleStrip, 0, 4, (uint)marks.Count);
    }

    public void Dispose()
    {
        _shader.Dispose();
        _array.Dispose();
        _marks.Dispose();
    }
}
