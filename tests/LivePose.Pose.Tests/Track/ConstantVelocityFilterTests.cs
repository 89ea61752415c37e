using CsCheck;
using LivePose.Pose.Track;

namespace LivePose.Pose.Tests.Track;

public class ConstantVelocityFilterTests
{
    [Fact]
    public void TwoPredictionsAreOne() =>
        Gen.Select(Gen.Double[0, 3], Gen.Double[0, 3], Gen.Double[0, 100], Gen.Double[-50, 50]).Sample((a, b, q, v) =>
        {
            ConstantVelocityFilter start = new(10, v, 4, 1, 9);
            ConstantVelocityFilter twice = start.Predict(a, q).Predict(b, q), once = start.Predict(a + b, q);
            return Near(twice.Position, once.Position) && Near(twice.PositionVariance, once.PositionVariance)
                && Near(twice.Covariance, once.Covariance) && Near(twice.VelocityVariance, once.VelocityVariance);
        });

    [Fact]
    public void WithoutNoiseItIsLinearRegression()
    {
        // No acceleration and a prior that knows nothing: the belief after n measurements is the least-squares line.
        double[] times = [0, 0.03, 0.1, 0.13, 0.3, 0.31, 0.5], values = [1, 3, 4, 8, 13, 12, 22];
        ConstantVelocityFilter filter = ConstantVelocityFilter.Start(values[0], 4, 1e12);
        for (int i = 1; i < times.Length; i++)
        {
            filter = filter.Predict(times[i] - times[i - 1], 0).Update(values[i], 4);
        }

        double meanTime = times.Average(), meanValue = values.Average();
        double spread = times.Sum(t => (t - meanTime) * (t - meanTime));
        double slope = times.Zip(values, (t, x) => (t - meanTime) * (x - meanValue)).Sum() / spread;
        double ahead = times[^1] - meanTime;
        Assert.Equal(slope, filter.Velocity, 1e-4);
        Assert.Equal(meanValue + (slope * ahead), filter.Position, 1e-5);
        Assert.Equal(4 / spread, filter.VelocityVariance, 1e-4);
        Assert.Equal(4 * ((1.0 / times.Length) + (ahead * ahead / spread)), filter.PositionVariance, 1e-5);
    }

    [Fact]
    public void MeasurementOfNoWorthChangesNothing()
    {
        ConstantVelocityFilter before = new(10, 2, 4, 1, 9);
        Assert.Equal(before, before.Update(99, double.PositiveInfinity));
    }

    [Fact]
    public void VarianceStaysAVariance() =>
        Gen.Select(Gen.Double[0, 2], Gen.Double[0, 1000], Gen.Double[1e-3, 1e4]).Array[1, 30].Sample(steps =>
        {
            ConstantVelocityFilter filter = ConstantVelocityFilter.Start(0, 100, 1e5);
            foreach ((double seconds, double density, double variance) in steps)
            {
                filter = filter.Predict(seconds, density).Update(5, variance);
            }

            double determinant = (filter.PositionVariance * filter.VelocityVariance) - (filter.Covariance * filter.Covariance);
            return filter.PositionVariance >= 0 && filter.VelocityVariance >= 0 && determinant >= -1e-6 * filter.PositionVariance * filter.VelocityVariance;
        });

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * (1 + Math.Abs(a) + Math.Abs(b));
}
