using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Render;

namespace LivePose.App.Drawing;

/// <summary>Draws a frame, its people and their bodies as one picture: what video, window, still and demo share.</summary>
/// <remarks>
/// Of one thread, whose context is current. For each frame: <see cref="Load"/> (the frame's pixels), <see cref="Compose"/> (people and
/// bodies), <see cref="Draw"/>; frame and fits may be reused after the first two. For the same frame seen otherwise, compose and
/// draw again. The picture is in <see cref="Target"/>.
/// </remarks>
internal sealed class ScenePainter : IDisposable
{
    private readonly SceneRenderer _renderer;
    private readonly DrawnBodies? _bodies;
    private readonly BodyList _nobody = new();
    private readonly SceneFocus _focus = new();
    private readonly SceneComposer _composer;
    private View[] _views = [];
    private SceneLayout _layout;
    private SceneLayout _shown;

    /// <summary>Compiles shaders and sends the body to the GPU.</summary>
    /// <param name="context">Current on this thread.</param>
    /// <param name="layout">What is shown; without a body only its flat views remain.</param>
    /// <param name="width">Columns of the picture, px; see <see cref="SceneLayout.SizeFor"/>.</param>
    /// <param name="height">Rows, px.</param>
    /// <param name="keypoints">What the 2D poses are.</param>
    /// <param name="body">The body that is fitted; null = none is.</param>
    /// <exception cref="GraphicsException">The driver refuses a shader or a framebuffer.</exception>
    /// <exception cref="ArgumentException">The driver cannot hold a picture of this size.</exception>
    public ScenePainter(IGlContext context, SceneLayout layout, int width, int height, KeypointSet keypoints, BodyModel? body)
    {
        _renderer = new SceneRenderer(context.Gl, width, height, SceneRenderer.SamplesFor(context.Gl));
        _bodies = body is null ? null : new DrawnBodies(context, body);
        _composer = new SceneComposer(Options, keypoints, _focus);
        (_layout, _shown) = (layout, layout);
        Arrange();
    }

    /// <summary>What is shown and how; takes effect with the next <see cref="Compose"/>.</summary>
    public SceneOptions Options { get; } = new();

    /// <summary>Which views are shown; takes effect with the next <see cref="Compose"/>.</summary>
    public SceneLayout Layout
    {
        get => _layout;
        set
        {
            _layout = value;
            Arrange();
        }
    }

    /// <summary>The finished picture.</summary>
    public RenderTarget Target => _renderer.Target;

    /// <summary>Changes the size of the picture; takes effect with the next <see cref="Compose"/>.</summary>
    /// <exception cref="ArgumentException">The driver cannot hold a picture of this size.</exception>
    public void Resize(int width, int height)
    {
        if ((width, height) != (Target.Width, Target.Height))
        {
            _renderer.Resize(width, height);
            Arrange();
        }
    }

    /// <summary>Takes over the pixels of a frame.</summary>
    public void Load(BgrImage image) => _renderer.LoadVideo(image);

    /// <summary>Takes over the people of a frame.</summary>
    /// <param name="frame">Size, people and keypoints; its pixels are not read.</param>
    /// <param name="fits">Identity and fit of each person who has one.</param>
    /// <param name="camera">The camera of the fits, in pixels of the frame.</param>
    /// <param name="status">Text for the corner; may be empty.</param>
    public void Compose(Frame frame, ReadOnlySpan<(int Id, BodyFit Fit)> fits, PinholeCamera camera, ReadOnlySpan<char> status)
    {
        if (_bodies is not null)
        {
            _bodies.Set(fits);
            _focus.Follow(_bodies.Joints);
        }

        for (int i = 0; i < _views.Length; i++)
        {
            _composer.Compose(_views[i], _shown.Views[i], frame, _bodies, camera);
        }

        _composer.AddText(_views[0], status);
    }

    /// <summary>Draws the picture.</summary>
    public void Draw() => _renderer.Render(_views, _bodies?.List ?? _nobody);

    public void Dispose()
    {
        _bodies?.Dispose();
        _renderer.Dispose();
    }

    private void Arrange()
    {
        _shown = _bodies is null ? _layout.WithoutBodies() : _layout;
        int width = Math.Max(Target.Width, _shown.Columns), height = Math.Max(Target.Height, _shown.Rows);
        _views = [.. Pane.Grid(width, height, _shown.Columns, _shown.Rows).Select(pane => new View { Pane = pane })];
    }
}
