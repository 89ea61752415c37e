using System.Numerics;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>Fills a pane with the video frame, and with bars beside it; opaque.</summary>
/// <remarks>
/// A frame that fills whole pixels is copied, and a pane without one cleared: in software that takes a tenth of the time that a shader
/// takes for every pixel.
/// </remarks>
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

    private const string Fragment = "#version 330 core\n" + VideoUniforms.Source + """
        out vec4 color;
        void main()
        {
            color = vec4(behind(gl_FragCoord.xy), 1.0);
        }
        """;

    private const float WholePixel = 1e-3f;

    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly VertexArray _empty;
    private readonly VideoUniforms _uniforms;

    public VideoPass(GL gl)
    {
        _gl = gl;
        _shader = new ShaderProgram(gl, "video", Vertex, Fragment);
        _empty = new VertexArray(gl);
        _uniforms = new VideoUniforms(_shader);
    }

    /// <summary>Draws the frame, or the background alone where the view shows no video or there was no frame yet.</summary>
    /// <param name="view">What is shown; its pane is the viewport and the scissor.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="copy">True where the target takes copies, which one with several samples does not.</param>
    public void Draw(View view, VideoTexture frame, bool copy)
    {
        if (frame.Texture.Width == 0 || view.Video is not { } fit)
        {
            Clear(view);
            return;
        }

        Vector2 size = fit.Scale * new Vector2(frame.Texture.Width, frame.Texture.Height);
        if (copy && view.VideoBrightness == 1 && IsWhole(fit.Offset) && IsWhole(size))
        {
            if (size.X < view.Pane.Width || size.Y < view.Pane.Height)
            {
                Clear(view);
            }

            frame.CopyTo(new Vector2(view.Pane.X, view.Pane.Y) + fit.Offset, size);
            return;
        }

        _shader.Use();
        _uniforms.Set(view, frame.Texture);
        _empty.Bind();
        _gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
    }

    public void Dispose()
    {
        _shader.Dispose();
        _empty.Dispose();
    }

    private static bool IsWhole(Vector2 pixels) => Vector2.Distance(pixels, Vector2.Round(pixels)) < WholePixel;

    private void Clear(View view)
    {
        _gl.ClearColor(view.Background.X, view.Background.Y, view.Background.Z, 1);
        _gl.Clear(ClearBufferMask.ColorBufferBit);
    }
}
