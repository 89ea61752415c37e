using System.Diagnostics;
using LivePose.App.Progress;
using LivePose.Capture.Sinks;

namespace LivePose.App;

/// <summary>The end of the pipeline: gives every frame to the sinks and counts it.</summary>
internal sealed class Recorder(IPoseSink sinks, RunCounters counters)
{
    /// <summary>Writes the frames of a batch in order.</summary>
    public void Write(FrameBatch batch)
    {
        foreach (Frame frame in batch.Frames)
        {
            sinks.Write(frame);
            counters.Count(frame, Stopwatch.GetElapsedTime(frame.Stamp.CapturedTicks));
        }
    }
}
