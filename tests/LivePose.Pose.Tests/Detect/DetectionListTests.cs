using CsCheck;
using LivePose.Pose.Crop;
using LivePose.Pose.Detect;

namespace LivePose.Pose.Tests.Detect;

public class DetectionListTests
{
    private static readonly Gen<Detection[]> Lists = Gen.Select(
        Gen.Float[0, 100], Gen.Float[0, 100], Gen.Float[1, 60], Gen.Float[1, 60], Gen.Float[0, 1],
        (x, y, w, h, s) => new Detection(new Box(x, y, w, h), s)).Array[0, 60];

    [Fact]
    public void SuppressionKeepsTheBestOfEachHeap()
    {
        DetectionList list = Fill(
            new(new Box(0, 0, 10, 10), 0.5f), new(new Box(1, 0, 10, 10), 0.9f), new(new Box(50, 50, 10, 10), 0.3f), new(new Box(0, 1, 10, 10), 0.7f));
        list.Suppress(0.5f, 10);
        Assert.Equal([0.9f, 0.3f], list.Items.ToArray().Select(d => d.Score));
    }

    /// <summary>Kept boxes do not overlap, are sorted, and every box that went overlaps a better one that stayed.</summary>
    [Fact]
    public void SuppressionIsGreedyAndComplete() => Lists.Sample(all =>
    {
        DetectionList list = Fill(all);
        list.Suppress(0.45f, int.MaxValue);
        Detection[] kept = list.Items.ToArray();
        bool sorted = kept.Zip(kept.Skip(1)).All(p => p.First.Score >= p.Second.Score);
        bool apart = kept.Select((a, i) => kept.Skip(i + 1).All(b => a.Box.IoU(b.Box) <= 0.45f)).All(x => x);
        bool complete = all.Except(kept).All(gone => kept.Any(k => k.Score >= gone.Score && k.Box.IoU(gone.Box) > 0.45f));
        return sorted && apart && complete;
    });

    [Fact]
    public void SuppressionDoesNotDependOnTheOrder() => Lists.Sample(all =>
    {
        DetectionList a = Fill(all), b = Fill([.. all.Reverse()]);
        a.Suppress(0.45f, 20);
        b.Suppress(0.45f, 20);
        return a.Items.SequenceEqual(b.Items);
    });

    [Fact]
    public void AFullListKeepsTheHigherScores()
    {
        DetectionList list = new(capacity: 3);
        foreach (float score in new[] { 0.2f, 0.9f, 0.1f, 0.5f, 0.05f })
        {
            list.Add(new Box(0, 0, 1, 1), score);
        }

        Assert.Equal([0.2f, 0.5f, 0.9f], list.Items.ToArray().Select(d => d.Score).Order());
    }

    [Theory]
    [InlineData(float.NaN, 5, 0.5f)]
    [InlineData(5, float.PositiveInfinity, 0.5f)]
    [InlineData(0, 5, 0.5f)]
    [InlineData(5, -5, 0.5f)]
    [InlineData(5, 5, float.NaN)]
    public void BadBoxesAreLeftOut(float width, float height, float score)
    {
        DetectionList list = new();
        list.Add(new Box(0, 0, width, height), score);
        Assert.Equal(0, list.Count);
    }

    [Fact]
    public void BoxesComeToTheFrameAndAreClipped()
    {
        DetectionList list = Fill(new(new Box(100, 50, 20, 10), 0.9f), new(new Box(630, 100, 50, 100), 0.8f), new(new Box(0, 400, 50, 50), 0.7f));
        list.ToFrame(CropTransform.Letterbox(1920, 1080, 640, 640, centered: false), 1920, 1080, minSide: 8);
        Assert.Equal([new Detection(new Box(300, 150, 60, 30), 0.9f), new Detection(new Box(1890, 300, 30, 300), 0.8f)], list.Items.ToArray());
    }

    private static DetectionList Fill(params Detection[] detections)
    {
        DetectionList list = new();
        foreach (Detection detection in detections)
        {
            list.Add(detection.Box, detection.Score);
        }

        return list;
    }
}
