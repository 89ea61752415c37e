using CsCheck;
using LivePose.App.Progress;

namespace LivePose.EndToEnd.Tests;

public class AgeHistogramTests
{
    [Fact]
    public void QuantilesAreWithinTwoPercent() => Gen.Double[1e-4, 10].Array[1, 300].Sample(seconds =>
    {
        AgeHistogram histogram = new();
        foreach (double s in seconds)
        {
            histogram.Add(TimeSpan.FromSeconds(s));
        }

        double[] sorted = [.. seconds.Order()];
        return new[] { 0.5, 0.9, 0.99, 1 }.All(q =>
        {
            double exact = sorted[(int)Math.Ceiling(q * sorted.Length) - 1];
            return Math.Abs(histogram.Quantile(q).TotalSeconds - exact) <= 0.02 * exact;
        });
    });

    [Fact]
    public void EmptyHasNoAge() => Assert.Equal(TimeSpan.Zero, new AgeHistogram().Quantile(0.5));
}
