using System.Diagnostics;
using LivePose.Capture.Sources;

namespace LivePose.Benchmarks.Pipeline;

/// <summary>A file that behaves like a camera: each frame becomes readable at its own time.</summary>
internal sealed class PacedSource(IFrameSource file) : IFrameSource
{
    private long _started;
    private volatile bool _stop;

    public SourceInfo Info { get; } = file.Info with { IsLive = true };

    public long Dropped => 0;

    public bool TryRead(Frame frame)
    {
        if (_stop || !file.TryRead(frame))
        {
            return false;
        }

        if (_started == 0)
        {
            _started = Stopwatch.GetTimestamp();
        }

        TimeSpan wait = frame.Stamp.Time - Stopwatch.GetElapsedTime(_started);
        if (wait > TimeSpan.Zero)
        {
            Thread.Sleep(wait);
        }

        frame.Stamp = frame.Stamp with { CapturedTicks = Stopwatch.GetTimestamp() };
        return true;
    }

    public void RequestStop() => _stop = true;

    public void Dispose() => file.Dispose();
}
