using LivePose.Pose.Detect;
using LivePose.Pose.Track;

namespace LivePose.App.Stages;

/// <summary>Live: where to look in a frame. The detector when it is due, the last poses moved along otherwise.</summary>
internal sealed class LiveRegions(FrameDetector detector, PersonTracker tracker, int detectEvery) : IDisposable
{
    private readonly DetectorSchedule? _adaptive = detectEvery == 0 ? new DetectorSchedule() : null;
    private long _frames;
    private bool _detected;

    /// <summary>Adds a box for everyone to look at.</summary>
    public void Fill(Frame frame)
    {
        _detected = _adaptive?.IsDue ?? (_frames % detectEvery == 0);
        _frames++;
        if (_detected)
        {
            detector.Detect(frame);
        }

        // Also after a detection: whoever it missed is still looked for where he was expected.
        tracker.Predict(frame.Stamp.Time, frame);
    }

    /// <summary>Called after the tracker has seen the frame.</summary>
    public void Learn() => _adaptive?.Record(_detected, tracker.Summary);

    public void Dispose() => detector.Dispose();
}
