using LivePose.Pose.Detect;
using LivePose.Pose.Track;

namespace LivePose.Pose.Tests.Track;

public class DetectorScheduleTests
{
    private static readonly TrackingSummary Calm = new(2, 0, 0, 0.9f, 0.9f, 0.005f, false);

    [Fact]
    public void TheFirstFrameIsDetected() => Assert.True(new DetectorSchedule().IsDue);

    [Fact]
    public void IntervalsDoubleWhilePredictionsHold() =>
        Assert.Equal([0, 2, 6, 14, 24, 34], Detections(Enumerable.Repeat(Calm, 40)));

    [Fact]
    public void AnEmptyPictureIsLookedAtEveryTenFrames() =>
        Assert.Equal(10, Detections(Enumerable.Repeat(new TrackingSummary(0, 0, 0, 1, 1, 0, false), 100)).TakeLast(2).Aggregate(0, (a, b) => b - a));

    [Fact]
    public void SomebodyLostIsLookedForInTheNextFrame() =>
        Assert.Contains(27, Detections([.. Enumerable.Repeat(Calm, 26), Calm with { Lost = 1 }, .. Enumerable.Repeat(Calm, 5)]));

    [Fact]
    public void WhoStaysLostIsNotLookedForInEveryFrame() =>
        Assert.True(Detections(Enumerable.Repeat(Calm with { People = 1 }, 60)).Count < 12);

    [Fact]
    public void DisagreementHalvesTheInterval()
    {
        DetectorSchedule schedule = new();
        for (int i = 0; i < 6; i++)
        {
            schedule.Record(true, Calm);
        }

        Assert.Equal(10, schedule.Interval);
        schedule.Record(true, Calm with { LowestAgreement = 0.3f });
        Assert.Equal(5, schedule.Interval);
        schedule.Record(true, Calm with { Begun = 1 });
        Assert.Equal(2, schedule.Interval);
    }

    [Theory]
    [InlineData(0.9f, false, 0.2f, 2)]
    [InlineData(0.9f, true, 0.01f, 3)]
    [InlineData(0.3f, false, 0.01f, 3)]
    [InlineData(0.9f, false, 3f, 1)]
    public void MotionDoubtAndBordersShortenIt(float score, bool border, float motion, int frames)
    {
        List<int> detections = Detections(Enumerable.Repeat(Calm with { LowestScore = score, IsCrossingBorder = border, LargestMotion = motion }, 60));
        Assert.Equal(frames, detections[^1] - detections[^2]);
    }

    private static List<int> Detections(IEnumerable<TrackingSummary> frames)
    {
        DetectorSchedule schedule = new();
        List<int> detections = [];
        foreach ((int index, TrackingSummary summary) in frames.Index())
        {
            bool due = schedule.IsDue;
            if (due)
            {
                detections.Add(index);
            }

            schedule.Record(due, summary);
        }

        return detections;
    }
}
