using LivePose.Pose.Track;

namespace LivePose.Pose.Tests.Track;

public class BoxInterpolationTests
{
    private static readonly Box A = new(100, 100, 60, 160);
    private static readonly Box B = new(400, 120, 50, 150);

    [Fact]
    public void BoxesMoveInProportionToTime()
    {
        Frame first = At(0, A, B), last = At(0.4, Moved(B, -20), Moved(A, 40));
        Frame[] between = [At(0.1), At(0.3)];
        GapSummary gap = new BoxInterpolation(Scene.Layout).Fill(first, between, last);
        Assert.Equal((2, 0), (gap.Matched, gap.Unmatched));
        Assert.Equal([Moved(A, 10), Moved(B, -5)], Boxes(between[0]));
        Assert.Equal([Moved(A, 30), Moved(B, -15)], Boxes(between[1]));
        Assert.Equal(20f / 100, gap.LowestOverlap, 0.05f);
    }

    [Fact]
    public void WhoIsAtOneEndOnlyIsHeldThroughTheGap()
    {
        Frame[] between = [At(0.1), At(0.3)];
        GapSummary gap = new BoxInterpolation(Scene.Layout).Fill(At(0, A), between, At(0.4, B));
        Assert.Equal((0, 2, 1f), (gap.Matched, gap.Unmatched, gap.LowestOverlap));
        Assert.All(between, frame => Assert.Equal([A, B], Boxes(frame)));
    }

    [Fact]
    public void SomebodyFastIsStillTheSamePerson()
    {
        Frame[] between = [At(0.1)];
        GapSummary gap = new BoxInterpolation(Scene.Layout).Fill(At(0, A), between, At(0.2, Moved(A, 100)));
        Assert.Equal((1, 0, 0f), (gap.Matched, gap.Unmatched, gap.LowestOverlap));
        Assert.Equal([Moved(A, 50)], Boxes(between[0]));
    }

    [Fact]
    public void ReplacesWhatWasThereAndKeepsScores()
    {
        Frame[] between = [At(0.1, B, B, B)];
        new BoxInterpolation(Scene.Layout).Fill(At(0, A), between, At(0.2, A));
        Assert.Equal([Person.Detected(A, 0.8f)], between[0].People.ToArray());
    }

    [Fact]
    public void FramesMustBeInOrder()
    {
        BoxInterpolation interpolation = new(Scene.Layout);
        Assert.Throws<ArgumentException>(() => interpolation.Fill(At(0.2), [], At(0.2)));
        Assert.Throws<ArgumentException>(() => interpolation.Fill(At(0), [At(0.3)], At(0.2)));
    }

    [Fact]
    public void StrideGrowsWhileCalmAndShrinksAtOnce()
    {
        DetectionStride stride = new(8);
        int[] calm = [.. Enumerable.Range(0, 5).Select(_ => Next(stride, new GapSummary(3, 0, 0.9f)))];
        Assert.Equal([2, 4, 8, 8, 8], calm);
        Assert.Equal(8, Next(stride, new GapSummary(3, 0, 0.5f)));
        Assert.Equal(4, Next(stride, new GapSummary(3, 1, 0.9f)));
        Assert.Equal(2, Next(stride, new GapSummary(3, 0, 0.1f)));
        Assert.Equal(1, Next(stride, new GapSummary(0, 2, 1)));
        Assert.Equal(1, Next(stride, new GapSummary(0, 2, 1)));
    }

    private static int Next(DetectionStride stride, GapSummary gap)
    {
        stride.Record(gap);
        return stride.Frames;
    }

    private static Box Moved(Box box, float by) => box with { X = box.X + by };

    private static Box[] Boxes(Frame frame) => [.. frame.People.ToArray().Select(p => p.Box)];

    private static Frame At(double time, params Box[] boxes)
    {
        Frame frame = Scene.NewFrame();
        frame.Stamp = new FrameStamp(0, 0, TimeSpan.FromSeconds(time));
        foreach (Box box in boxes)
        {
            frame.TryAdd(Person.Detected(box, 0.8f));
        }

        return frame;
    }
}
