using CsCheck;

namespace LivePose.Core.Tests;

public class KeypointVarianceTests
{
    [Fact]
    public void InvertsEquation12() =>
        Gen.Select(Gen.Double[0.002, 0.998], Gen.Double[1, 1e6]).Sample((s, l2) =>
            Math.Abs(KeypointVariance.ToConfidence(KeypointVariance.FromConfidence(s, l2), l2) - s) < 1e-12);

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(1.0)]
    [InlineData(2.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void IsFiniteAndPositiveAtTheEnds(double confidence)
    {
        double variance = KeypointVariance.FromConfidence(confidence, 100);
        Assert.True(double.IsFinite(variance) && variance > 0);
    }

    [Fact]
    public void ExpectedOksOfGaussianErrorIsTheConfidence()
    {
        // Monte Carlo of eq. 12: mean OKS of N(0, σ² I) errors equals the confidence that σ² came from.
        Random random = new(1);
        const double L2 = 50;
        double variance = KeypointVariance.FromConfidence(0.7, L2);
        double sum = 0;
        const int N = 200_000;
        for (int i = 0; i < N; i++)
        {
            double r2 = -2 * Math.Log(1 - random.NextDouble()) * variance;
            sum += Oks.OfKeypoint(r2, L2);
        }

        Assert.Equal(0.7, sum / N, 0.003);
    }
}
