using System.Diagnostics;
using LivePose.Capture.Sinks;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Synth.Clips;

/// <summary>The clip as a video file, through the sink that the pipeline writes its own with.</summary>
internal sealed class ClipVideo : IDisposable
{
    private const int Quality = 16; // of x264: the truth should not suffer from the file

    private readonly ClipSettings _settings;
    private readonly VideoSink _sink;
    private readonly FrameBatch _batch;
    private int _count;

    public ClipVideo(string path, ClipSettings settings)
    {
        _settings = settings;
        FramePool pool = new(1, 1, new FrameLayout(1, KeypointSets.Coco17.Count));
        _batch = pool.Rent(CancellationToken.None);
        _sink = new VideoSink(path, new VideoSinkOptions { Quality = Quality }, NullLogger.Instance);
        _sink.Begin(new SinkHeader(path, settings.Width, settings.Height, settings.FramesPerSecond, KeypointSets.Coco17, "livepose", [], "", ""));
    }

    /// <summary>Adds the next frame.</summary>
    public void Add(byte[] bgr)
    {
        Frame frame = _batch.Next;
        bgr.CopyTo(frame.Resize(_settings.Width, _settings.Height).Span);
        frame.Stamp = new FrameStamp(_count, Stopwatch.GetTimestamp(), TimeSpan.FromSeconds(_count / _settings.FramesPerSecond));
        _sink.Write(frame);
        _count++;
    }

    /// <summary>Finishes the file.</summary>
    public void Complete() => _sink.Complete();

    public void Dispose() => _sink.Dispose();
}
