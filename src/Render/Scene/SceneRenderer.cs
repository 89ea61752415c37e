using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>Draws views side by side into one picture: video, floor, bodies, then flat shapes on top.</summary>
/// <remarks>
/// Floor and bodies are drawn with several samples a pixel; video alone and flat shapes, which smooth their own edges, are not.
/// For a file: <see cref="Render"/>, then <see cref="FrameReadback.Enqueue"/> of <see cref="Target"/>. For a window:
/// <see cref="Render"/>, then <see cref="RenderTarget.Present"/> and <see cref="GlfwWindow.Swap"/>.
/// </remarks>
public sealed class SceneRenderer : IDisposable
{
    private readonly GL _gl;
    private readonly RenderTarget? _samples;
    private readonly VideoTexture _video;
    private readonly VideoPass _videoPass;
    private readonly GroundPass _groundPass;
    private readonly BodyPass _bodyPass;
    private readonly MarkPass _markPass;

    /// <summary>Compiles the shaders and makes the picture.</summary>
    /// <param name="gl">The current context.</param>
    /// <param name="width">Columns of the picture, px.</param>
    /// <param name="height">Rows of the picture, px.</param>
    /// <param name="samples">Samples a pixel for bodies and floor, 1 to 8; fewer are faster and more jagged.</param>
    /// <exception cref="ArgumentException">The driver cannot hold a picture of this size.</exception>
    /// <exception cref="GraphicsException">The driver refuses a shader or a framebuffer.</exception>
    public SceneRenderer(GL gl, int width, int height, int samples = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, 8);
        _gl = gl;
        Target = new RenderTarget(gl, width, height, samples > 1 ? 0 : 1);
        _samples = samples > 1 ? new RenderTarget(gl, width, height, samples) : null;
        _video = new VideoTexture(gl);
        _videoPass = new VideoPass(gl);
        _groundPass = new GroundPass(gl);
        _bodyPass = new BodyPass(gl);
        _markPass = new MarkPass(gl);
    }

    /// <summary>Samples a pixel that a driver draws fast enough for video: 1 in software, 4 on a GPU.</summary>
    public static int SamplesFor(GL gl) => gl.GetStringS(StringName.Renderer).Contains("llvmpipe", StringComparison.Ordinal) ? 1 : 4;

    /// <summary>The finished picture.</summary>
    public RenderTarget Target { get; }

    /// <summary>Changes the size of the picture; costs nothing when it is the same.</summary>
    /// <exception cref="ArgumentException">The driver cannot hold a picture of this size.</exception>
    public void Resize(int width, int height)
    {
        Target.Resize(width, height);
        _samples?.Resize(width, height);
    }

    /// <summary>Takes the newest video frame; its pixels may be reused on return.</summary>
    /// <exception cref="ArgumentException">The driver cannot hold an image of this size.</exception>
    public void LoadVideo(BgrImage frame) => _video.Load(frame);

    /// <summary>Draws the picture.</summary>
    /// <param name="views">What each pane shows; later ones cover earlier ones.</param>
    /// <param name="bodies">The people; every view that shows bodies shows all.</param>
    public void Render(ReadOnlySpan<View> views, BodyList bodies)
    {
        bool solid = false;
        foreach (View view in views)
        {
            solid |= IsSolid(view, bodies);
        }

        RenderTarget scene = solid && _samples is not null ? _samples : Target;
        scene.Bind();
        _gl.Enable(EnableCap.ScissorTest);
        foreach (View view in views)
        {
            SetPane(view.Pane);
            DrawScene(view, bodies, scene == Target);
        }

        _gl.Disable(EnableCap.ScissorTest);
        if (scene != Target)
        {
            scene.ResolveTo(Target);
        }

        Target.Bind();
        DrawMarks(views);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Target.Dispose();
        _samples?.Dispose();
        _video.Dispose();
        _videoPass.Dispose();
        _groundPass.Dispose();
        _bodyPass.Dispose();
        _markPass.Dispose();
    }

    private static bool IsSolid(View view, BodyList bodies) => view.Ground is not null || (view.Bodies && bodies.Count > 0);

    private void SetPane(Pane pane)
    {
        _gl.Viewport(pane.X, pane.Y, (uint)pane.Width, (uint)pane.Height);
        _gl.Scissor(pane.X, pane.Y, (uint)pane.Width, (uint)pane.Height);
    }

    /// <summary>From back to front: frame or background, floor, shadows, bodies.</summary>
    private void DrawScene(View view, BodyList bodies, bool flat)
    {
        _videoPass.Draw(view, _video, flat);
        if (!IsSolid(view, bodies))
        {
            return;
        }

        _gl.Clear(ClearBufferMask.DepthBufferBit | ClearBufferMask.StencilBufferBit);
        _gl.Enable(EnableCap.Blend);
        _gl.BlendFunc(BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha); // colours are premultiplied by their opacity
        if (view.Ground is { } ground)
        {
            _groundPass.Draw(view, ground);
            if (view.Bodies)
            {
                _bodyPass.DrawShadows(view, bodies, ground);
            }
        }

        if (view.Bodies)
        {
            _bodyPass.Draw(view, bodies, _video.Texture);
        }

        _gl.Disable(EnableCap.Blend);
    }

    private void DrawMarks(ReadOnlySpan<View> views)
    {
        _gl.Enable(EnableCap.Blend);
        _gl.BlendFunc(BlendingFactor.SrcAlpha, BlendingFactor.OneMinusSrcAlpha);
        _gl.Enable(EnableCap.ScissorTest);
        foreach (View view in views)
        {
            SetPane(view.Pane);
            _markPass.Draw(view.Pane, view.Marks);
        }

        _gl.Disable(EnableCap.ScissorTest);
        _gl.Disable(EnableCap.Blend);
    }
}
