namespace LivePose.Fitting.Tests;

public class ObservationsTests
{
    private const double Area = 40_000;

    [Fact]
    public void InverseVarianceIsEquation12Inverted()
    {
        Observation seen = One(0.8f, KeypointWeighting.InverseVariance, 1, 0.062f);
        double falloff = Oks.FalloffSquared(0.062f, Area);
        Assert.Equal(1 / (falloff * 0.25), seen.Weight, 1e-6);
        Assert.Equal(9 * falloff * 1.25, seen.ScaleSquared, 1e-2);
    }

    [Theory]
    [InlineData(KeypointWeighting.Constant, 1.0)]
    [InlineData(KeypointWeighting.Confidence, 0.5)]
    [InlineData(KeypointWeighting.ConfidenceSquared, 0.25)]
    public void TheOthersShareOneVariance(KeypointWeighting weighting, double factor) =>
        Assert.Equal(factor / (0.05 * 0.05 * Area), One(0.5f, weighting, 1, 0.05f).Weight, 1e-6);

    [Theory]
    [InlineData(KeypointWeighting.Constant)]
    [InlineData(KeypointWeighting.Confidence)]
    [InlineData(KeypointWeighting.ConfidenceSquared)]
    [InlineData(KeypointWeighting.InverseVariance)]
    public void AbsentMeansNoWeight(KeypointWeighting weighting) => Assert.Equal(0, One(0, weighting, 1, 0.05f).Weight);

    [Fact]
    public void NoiseScaleWidensEveryVariance() =>
        Assert.Equal(0.25 * One(0.7f, KeypointWeighting.InverseVariance, 1, 0.05f).Weight, One(0.7f, KeypointWeighting.InverseVariance, 4, 0.05f).Weight, 1e-9);

    [Theory]
    [InlineData(KeypointWeighting.Constant, 1)]
    [InlineData(KeypointWeighting.Confidence, 0.25)]
    [InlineData(KeypointWeighting.ConfidenceSquared, 0.25)]
    [InlineData(KeypointWeighting.InverseVariance, 0.25)]
    public void ADoubtfullyVisibleKeypointCountsByItsProbability(KeypointWeighting weighting, double share) =>
        Assert.Equal(share * One(0.6f, weighting, 1, 0.05f).Weight, One(0.6f, weighting, 1, 0.05f, visibility: 0.25f).Weight, 1e-9);

    private static Observation One(float confidence, KeypointWeighting weighting, double noise, float sigma, float visibility = 1)
    {
        Observation[] seen = new Observation[1];
        Observations.Fill([new Keypoint(10, 20, confidence, visibility)], [sigma], Area, weighting, 3, noise, seen);
        return seen[0];
    }
}
