using System.Numerics;

namespace LivePose.Render;

/// <summary>The uniforms that say where the video frame lies in a pane, and the GLSL that reads them.</summary>
internal sealed class VideoUniforms
{
    /// <summary>Declarations and the function <c>behind</c>: what a pane shows at a pixel of the target before anything is drawn over it.</summary>
    public const string Source = """
        uniform sampler2D frame;
        uniform vec4 place; // pane corner in target px, frame corner in pane px
        uniform vec3 size;  // frame columns and rows as shown, px; brightness
        uniform vec3 bars;
        vec3 behind(vec2 pixel)
        {
            vec2 at = (pixel - place.xy - place.zw) / size.xy;
            vec2 inside = step(vec2(0.0), at) * step(at, vec2(1.0));
            return mix(bars, size.z * texture(frame, at).rgb, inside.x * inside.y);
        }

        """;

    private static readonly FrameFit Nowhere = new(0, new Vector2(-1e6f));

    private readonly ShaderProgram _shader;
    private readonly int _place;
    private readonly int _size;
    private readonly int _bars;

    public VideoUniforms(ShaderProgram shader)
    {
        _shader = shader;
        (_place, _size, _bars) = (shader.Locate("place"), shader.Locate("size"), shader.Locate("bars"));
    }

    /// <summary>Sets them and binds the frame; the shader is in use. Without a frame everything is the view's background.</summary>
    public void Set(View view, Texture frame)
    {
        FrameFit fit = frame.Width > 0 && view.Video is { } shown ? shown : Nowhere;
        Vector2 size = Vector2.Max(fit.Scale * new Vector2(frame.Width, frame.Height), Vector2.One);
        frame.Bind();
        _shader.Set(_place, new Vector4(view.Pane.X, view.Pane.Y, fit.Offset.X, fit.Offset.Y));
        _shader.Set(_size, new Vector3(size, view.VideoBrightness));
        _shader.Set(_bars, view.Background);
    }
}
