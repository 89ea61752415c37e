using LivePose.App.Drawing;
using LivePose.App.Stages;
using LivePose.Capture.Sinks;
using LivePose.Render;

namespace LivePose.Benchmarks.Pipeline;

/// <summary>Draws and reads back every frame as <see cref="RenderedVideoSink"/> does, but writes no file.</summary>
internal sealed class DrawingSink(SceneLayout layout, GlThread thread, FitStage fit) : IPoseSink
{
    private ScenePainter? _painter;
    private FrameReadback? _readback;
    private byte[] _picture = [];
    private Frame? _frame;
    private Action _take = static () => { };
    private Action _draw = static () => { };

    public void Begin(SinkHeader header)
    {
        (int width, int height) = layout.SizeFor(header.Width, header.Height);
        _picture = new byte[3 * width * height];
        (_take, _draw) = (Take, Draw);
        thread.Invoke(() =>
        {
            _painter = new ScenePainter(thread.Context, layout, width, height, header.Keypoints, fit.Body);
            _readback = new FrameReadback(thread.Context.Gl);
        });
    }

    public void Write(Frame frame)
    {
        _frame = frame;
        thread.Invoke(_take);
        thread.Post(_draw);
    }

    public void Complete() => Dispose();

    public void Dispose()
    {
        thread.Invoke(() =>
        {
            _readback?.Dispose();
            _painter?.Dispose();
        });
        (_readback, _painter) = (null, null);
    }

    private void Take()
    {
        _painter!.Load(_frame!.Image);
        _painter.Compose(_frame, fit.FitsOf(_frame), fit.Camera, "30 fps  CPU");
    }

    private void Draw()
    {
        _painter!.Draw();
        if (_readback!.IsFull)
        {
            _readback.Read(_picture);
        }

        _readback.Enqueue(_painter.Target);
    }
}
