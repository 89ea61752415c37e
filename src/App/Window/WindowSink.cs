using LivePose.App.Stages;
using LivePose.Capture.Sinks;

namespace LivePose.App.Window;

/// <summary>The end of the pipeline that gives every frame to a window.</summary>
/// <param name="newest">Of the window.</param>
/// <param name="fit">Has the bodies; null = poses only.</param>
internal sealed class WindowSink(NewestFrame newest, FitStage? fit) : IPoseSink
{
    /// <inheritdoc/>
    public void Begin(SinkHeader header)
    {
    }

    /// <inheritdoc/>
    public void Write(Frame frame) => newest.Offer(frame, fit is null ? [] : fit.FitsOf(frame));

    /// <inheritdoc/>
    public void Complete()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
