using LivePose.Pose.Detect;
using LivePose.Pose.Track;

namespace LivePose.App.Stages;

/// <summary>Live: where to look in a frame. The detector when it is due, the last poses moved along otherwise.</summary>
internal sealed class LiveRegions(FrameDetector detector, PersonTracker tracker, int detectEvery, int maxPeople) : IDisposable
{
    private readonly DetectorSchedule? _adaptive = detectEvery == 0 ? new DetectorSchedule() : null;
    private readonly Person[] _predicted = new Person[maxPeople];
    private long _frames;
    private bool _detected;

    /// <summary>Adds a box for everyone to look at.</summary>
    public void Fill(Frame frame)
    {
        _detected = _adaptive?.IsDue ?? (_frames % detectEvery == 0);
        _frames++;
        tracker.Predict(frame.Stamp.Time, frame);
        if (!_detected)
        {
            return;
        }

        // Detected boxes first, then whoever the detector missed where he was expected.
        int count = frame.PeopleCount;
        frame.People.CopyTo(_predicted);
        frame.ClearPeople();
        detector.Detect(frame, _predicted.AsSpan(0, count));
        tracker.Predict(frame.Stamp.Time, frame);
    }

    /// <summary>Called after the tracker has seen the frame.</summary>
    public void Learn() => _adaptive?.Record(_detected, tracker.Summary);

    public void Dispose() => detector.Dispose();
}
