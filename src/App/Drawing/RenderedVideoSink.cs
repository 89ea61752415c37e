using System.Globalization;
using LivePose.App.Stages;
using LivePose.Capture.Sinks;
using LivePose.Fitting;
using LivePose.Render;
using Microsoft.Extensions.Logging;

namespace LivePose.App.Drawing;

/// <summary>A film of every frame with its people and bodies, drawn by OpenGL on a thread of its own while the pipeline goes on.</summary>
/// <remarks>
/// <see cref="Write"/> returns as soon as the drawing thread has taken in pixels, people and bodies; it waits only while the frame
/// before is still being drawn. Pictures come back from the GPU some frames late, in order, none missing.
/// </remarks>
/// <param name="path">File to write, <c>*.mp4</c>.</param>
/// <param name="layout">What is shown.</param>
/// <param name="thread">Draws; of the caller.</param>
/// <param name="fit">Has the bodies of every frame; of the caller. Null = poses only.</param>
/// <param name="device">Where the networks run, for the text in the corner.</param>
/// <param name="options">Of the video.</param>
/// <param name="logger">Told which encoder is used and why.</param>
internal sealed class RenderedVideoSink(
    string path, SceneLayout layout, GlThread thread, FitStage? fit, string device, VideoSinkOptions options, ILogger logger) : IPoseSink
{
    private readonly Queue<TimeSpan> _times = new(8);
    private Action _take = static () => { };
    private Action _draw = static () => { };
    private ScenePainter? _painter;
    private FrameReadback? _readback;
    private VideoFile? _file;
    private byte[] _picture = [];
    private SinkHeader? _header;
    private Frame? _frame;

    /// <inheritdoc/>
    public void Begin(SinkHeader header)
    {
        _header = header;
        (_take, _draw) = (Take, Draw);
        SceneLayout shown = fit is null ? layout.WithoutBodies() : layout;
        (int width, int height) = shown.SizeFor(header.Width, header.Height);
        thread.Invoke(() =>
        {
            _painter = new ScenePainter(thread.Context, shown, width, height, header.Keypoints, fit?.Body);
            _readback = new FrameReadback(thread.Context.Gl);
        });
        _picture = new byte[3 * width * height];
        _file = new VideoFile(path, width, height, header.FramesPerSecond, options, logger);
    }

    /// <inheritdoc/>
    public void Write(Frame frame)
    {
        _frame = frame;
        thread.Invoke(_take);
        thread.Post(_draw);
    }

    /// <inheritdoc/>
    public void Complete()
    {
        if (_readback is not null)
        {
            thread.Invoke(Drain);
        }

        _file?.Complete();
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_painter is not null)
        {
            Forget();
        }

        _file?.Dispose();
        _file = null;
    }

    /// <summary>Frees what is on the GPU; what the last drawing threw was told before or belongs to a run that failed already.</summary>
    private void Forget()
    {
        try
        {
            thread.Invoke(() =>
            {
                _readback?.Dispose();
                _painter?.Dispose();
            });
        }
        catch (IOException e)
        {
            logger.LogDebug("{Sentence}", e.Message);
        }

        (_readback, _painter) = (null, null);
    }

    private void Take()
    {
        Frame frame = _frame!;
        Span<char> text = stackalloc char[96];
        int people = frame.PeopleCount;
        text.TryWrite(
            CultureInfo.InvariantCulture,
            $"{frame.Stamp.Time.TotalSeconds:F2} s  {_header!.FramesPerSecond:0.#} fps  {device}  {people} {(people == 1 ? "person" : "people")}",
            out int length);
        _painter!.Load(frame.Image);
        _painter.Compose(frame, fit is null ? [] : fit.FitsOf(frame), fit?.Camera ?? PinholeCamera.FromImageSize(frame.Width, frame.Height), text[..length]);
        _times.Enqueue(frame.Stamp.Time);
    }

    private void Draw()
    {
        _painter!.Draw();
        if (_readback!.IsFull)
        {
            WriteOldest();
        }

        _readback.Enqueue(_painter.Target);
    }

    private void Drain()
    {
        while (_readback!.Count > 0)
        {
            WriteOldest();
        }
    }

    private void WriteOldest()
    {
        _readback!.Read(_picture);
        _file!.Write(_picture, _times.Dequeue());
    }
}
