using CsCheck;
using LivePose.Pose.Calibrate;

namespace LivePose.Pose.Tests.Calibrate;

public class BaselineCalibrationTests
{
    private static readonly Gen<(float Score, float Target)[]> Data = Gen.Select(Gen.Float[0, 1], Gen.Float[0, 1]).Array[1, 60];

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(3.0)]
    public void TemperatureIsRecovered(double inverse)
    {
        float[] scores = [.. Enumerable.Range(1, 99).Select(i => i / 100f)];
        float[] targets = [.. scores.Select(s => (float)new TemperatureScaling(inverse).Apply(s))];
        Assert.Equal(inverse, TemperatureScaling.Fit(scores, targets).InverseTemperature, 4);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void TemperatureStaysInsideZeroAndOne(double score) =>
        Assert.InRange(new TemperatureScaling(2).Apply(score), 0, 1);

    [Fact]
    public void IsotonicIsNonDecreasingAndKeepsTheMean() => Data.Sample(data =>
    {
        float[] scores = [.. data.Select(d => d.Score)], targets = [.. data.Select(d => d.Target)];
        IsotonicRegression fit = IsotonicRegression.Fit(scores, targets);
        double[] fitted = [.. scores.Select(s => fit.Apply(s))];
        double[] rising = [.. scores.Order().Select(s => fit.Apply(s))];
        return Math.Abs(fitted.Average() - targets.Average(t => (double)t)) < 1e-5
            && rising.Zip(rising.Skip(1)).All(pair => pair.Second >= pair.First - 1e-9);
    });

    [Fact]
    public void IsotonicIsNoWorseThanAnyOtherRisingFunctionTried() => Data.Sample(data =>
    {
        float[] scores = [.. data.Select(d => d.Score)], targets = [.. data.Select(d => d.Target)];
        IsotonicRegression fit = IsotonicRegression.Fit(scores, targets);
        double Error(Func<double, double> f) => scores.Zip(targets).Sum(p => Math.Pow(f(p.First) - p.Second, 2));
        double best = Error(fit.Apply);
        return Error(s => s) >= best - 1e-6 && Error(s => s * s) >= best - 1e-6 && Error(_ => targets.Average()) >= best - 1e-6
            && Error(s => Math.Min(1, fit.Apply(s) + 0.01)) >= best - 1e-6 && Error(s => 0.99 * fit.Apply(s)) >= best - 1e-6;
    });

    [Fact]
    public void IsotonicPoolsViolatorsAndInterpolates()
    {
        IsotonicRegression fit = IsotonicRegression.Fit([0.1f, 0.2f, 0.3f, 0.8f], [0.2f, 0.6f, 0.4f, 0.9f]);
        Assert.Equal(0.2, fit.Apply(0), 6);
        Assert.Equal(0.5, fit.Apply(0.2), 6);
        Assert.Equal(0.5, fit.Apply(0.25), 6);
        Assert.Equal(0.7, fit.Apply(0.55), 6);
        Assert.Equal(0.9, fit.Apply(1), 6);
        Assert.Equal(0.2, fit.Apply(double.NaN), 6);
    }

    [Fact]
    public void RefusesNothingAndUnequalLengths()
    {
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([], []));
        Assert.Throws<ArgumentException>(() => IsotonicRegression.Fit([0.5f], [0.5f, 0.6f]));
        Assert.Throws<ArgumentException>(() => new IsotonicRegression([0.5f, 0.4f], [0, 1]));
    }
}
