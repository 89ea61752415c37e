using System.Diagnostics;

namespace LivePose.Capture.Sources;

/// <summary>A file that behaves like a camera: each frame becomes readable at its own time, and counts as captured then.</summary>
/// <param name="file">Read as fast as it can be; owned.</param>
public sealed class PacedSource(IFrameSource file) : IFrameSource
{
    private long _started;
    private volatile bool _stop;

    /// <inheritdoc/>
    public SourceInfo Info { get; } = file.Info with { IsLive = true };

    /// <inheritdoc/>
    public long Dropped => file.Dropped;

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public void RequestStop()
    {
        _stop = true;
        file.RequestStop();
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
