using LivePose.Pose.Detect;

namespace LivePose.App.Stages;

/// <summary>Runs the person detector on a frame and decides whom the pose network looks at.</summary>
/// <remarks>
/// A strong box is looked at wherever it is. A weak one is looked at only where somebody is expected: detectors give many weak boxes
/// where nobody is, each would cost a crop, and the tracker starts nobody from them anyway (ByteTrack's second stage).
/// </remarks>
internal sealed class FrameDetector(PersonDetector detector, float strongScore) : IDisposable
{
    /// <summary>Overlap (IoU) from which a weak box belongs to somebody expected; as loose as the tracker's own association.</summary>
    private const float ExpectedOverlap = 0.3f;

    private readonly DetectionList _found = new();

    /// <summary>Runs of the detector.</summary>
    public long Runs { get; private set; }

    /// <summary>Adds the people detected in a frame, best first.</summary>
    /// <param name="frame">Its people are kept.</param>
    /// <param name="expected">People whose weak boxes count: those of the last detection, or predictions.</param>
    public void Detect(Frame frame, ReadOnlySpan<Person> expected)
    {
        detector.Detect(frame.Image, _found);
        foreach (Detection found in _found.Items)
        {
            if ((found.Score >= strongScore || IsExpected(found.Box, expected)) && !frame.TryAdd(Person.Detected(found.Box, found.Score)))
            {
                break;
            }
        }

        Runs++;
    }

    public void Dispose() => detector.Dispose();

    private static bool IsExpected(Box box, ReadOnlySpan<Person> expected)
    {
        foreach (Person person in expected)
        {
            if (person.Box.IoU(box) >= ExpectedOverlap)
            {
                return true;
            }
        }

        return false;
    }
}
