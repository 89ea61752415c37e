using LivePose.Pose.Detect;

namespace LivePose.App.Stages;

/// <summary>Runs the person detector on a frame and counts how often.</summary>
internal sealed class FrameDetector(PersonDetector detector) : IDisposable
{
    private readonly DetectionList _found = new();

    /// <summary>Runs of the detector.</summary>
    public long Runs { get; private set; }

    /// <summary>Replaces the frame's people by what is detected in it, best first.</summary>
    public void Detect(Frame frame)
    {
        frame.ClearPeople();
        detector.Detect(frame.Image, _found);
        foreach (Detection found in _found.Items)
        {
            if (!frame.TryAdd(Person.Detected(found.Box, found.Score)))
            {
                break;
            }
        }

        Runs++;
    }

    public void Dispose() => detector.Dispose();
}
