using CsCheck;
using LivePose.Pose.Calibrate;

namespace LivePose.Pose.Tests.Calibrate;

public class InstanceScoreTests
{
    private static readonly Keypoint[] Pose = [new(0, 0, 0.9f, 1), new(0, 0, 0.5f, 0.5f), new(0, 0, 0.1f, 0)];

    [Theory]
    [InlineData("thresholded", 0.7)]
    [InlineData("mean", 0.5)]
    [InlineData("visibility-hard", 0.7)]
    [InlineData("visibility-soft", 0.766667)]
    [InlineData("thresholded+box", 0.35)]
    [InlineData("visibility-soft+box", 0.383333)]
    public void AggregatesByName(string name, double expected)
    {
        InstanceScore rule = InstanceScore.Parse(name);
        Assert.Equal(name, rule.ToString());
        Assert.Equal(expected, rule.Of(Pose, 0.5f), 5);
    }

    [Fact]
    public void NobodyCountingIsZero() => Assert.All(InstanceScore.All, rule => Assert.Equal(0, rule.Of(new Keypoint[3], 1)));

    [Fact]
    public void LiesBetweenTheSmallestAndTheLargestConfidenceThatCounts() =>
        Gen.Select(Gen.Float[0, 1], Gen.Float[0.01f, 1]).Array[1, 20].Sample(pairs =>
        {
            Keypoint[] pose = [.. pairs.Select(p => new Keypoint(0, 0, p.Item1, p.Item2))];
            float low = pose.Min(k => k.Confidence), high = pose.Max(k => k.Confidence);
            return InstanceScore.All.Where(rule => !rule.TimesBoxScore).Select(rule => rule.Of(pose, 1))
                .All(score => score == 0 || (score >= low - 1e-5 && score <= high + 1e-5));
        });

    [Fact]
    public void AnUnknownNameListsTheKnownOnes() =>
        Assert.Contains("visibility-soft+box", Assert.Throws<ArgumentException>(() => InstanceScore.Parse("best")).Message, StringComparison.Ordinal);
}
