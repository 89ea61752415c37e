using CsCheck;
using LivePose.Pose.Calibrate;

namespace LivePose.Pose.Tests.Calibrate;

public class ClosedFormTests
{
    private static readonly Gen<(double Variance, double Falloff, double Offset)> Cases =
        Gen.Select(Gen.Double[0.5, 200], Gen.Double[1, 200], Gen.Double[0, 15]);

    [Fact]
    public void ExpectedOksIsTheMeanOverSampledTruth() => Cases.Sample(
        (variance, falloff, offset) =>
        {
            Random random = new(7);
            const int N = 20_000;
            double sum = 0, squares = 0, sigma = Math.Sqrt(variance);
            for (int i = 0; i < N; i++)
            {
                double dx = offset - (sigma * Normal.Sample(random)), dy = sigma * Normal.Sample(random);
                double oks = Oks.OfKeypoint((dx * dx) + (dy * dy), falloff);
                sum += oks;
                squares += oks * oks;
            }

            double mean = sum / N, error = Math.Sqrt(((squares / N) - (mean * mean)) / N);
            return Math.Abs(mean - ClosedForm.ExpectedOks(offset * offset, variance, falloff)) < (5 * error) + 1e-9;
        },
        iter: 40);

    [Fact]
    public void ExpectedOksAtTheMeanIsEquation12() => Cases.Sample((variance, falloff, _) =>
        Math.Abs(ClosedForm.ExpectedOks(0, variance, falloff) - KeypointVariance.ToConfidence(variance, falloff)) < 1e-14);

    [Fact]
    public void HeatmapOfLeastSquaresHasTheStatedPeakAndWidth()
    {
        // The pixel-wise least-squares heatmap is the mean of the training targets: Gaussians of width l̃ around sampled truth.
        const double Target = 4, Sigma = 3;
        Random random = new(3);
        const int N = 200_000;
        double atCentre = 0, atTwo = 0;
        for (int i = 0; i < N; i++)
        {
            double x = Sigma * Normal.Sample(random), y = Sigma * Normal.Sample(random);
            atCentre += Math.Exp(-((x * x) + (y * y)) / (2 * Target));
            atTwo += Math.Exp(-(((x - 2) * (x - 2)) + (y * y)) / (2 * Target));
        }

        double peak = ClosedForm.HeatmapPeak(Sigma * Sigma, Target), width = ClosedForm.BlobVariance(Sigma * Sigma, Target);
        Assert.Equal(peak, atCentre / N, 0.004);
        Assert.Equal(peak * Math.Exp(-4 / (2 * width)), atTwo / N, 0.004);
        Assert.Equal(peak, Target / width, 12);
        Assert.Equal(Sigma * Sigma, ClosedForm.VarianceFromBlob(width, Target), 9);
        Assert.Equal(Sigma * Sigma, ClosedForm.VarianceFromPeak(peak, Target), 9);
    }

    [Fact]
    public void BlobOffTheMeanMinimisesTheSquaredErrorOfTheWholeMap() => Cases.Sample(
        (variance, target, offset) =>
        {
            double d2 = offset * offset;
            double width = ClosedForm.BlobVariance(variance, target, d2), peak = ClosedForm.HeatmapPeak(variance, target, d2);
            double best = MapError(peak, width, variance, target, d2);
            foreach (double step in new[] { 0.98, 1.02 })
            {
                if (MapError(peak * step, width, variance, target, d2) < best || MapError(peak, width * step, variance, target, d2) < best)
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void WithoutOffsetTheImperfectFormsAreThePlainOnes() => Cases.Sample((variance, target, _) =>
        Math.Abs(ClosedForm.BlobVariance(variance, target, 0) - ClosedForm.BlobVariance(variance, target)) < 1e-9
        && Math.Abs(ClosedForm.HeatmapPeak(variance, target, 0) - ClosedForm.HeatmapPeak(variance, target)) < 1e-12
        && ClosedForm.RegressedVariance(variance, 0) == variance);

    [Fact]
    public void RegressedVarianceMaximisesTheLikelihoodOfSampledTruth() => Cases.Sample(
        (variance, _, offset) =>
        {
            Random random = new(11);
            const int N = 20_000;
            double sum = 0, fourth = 0, sigma = Math.Sqrt(variance);
            for (int i = 0; i < N; i++)
            {
                double dx = offset + (sigma * Normal.Sample(random)), dy = sigma * Normal.Sample(random);
                double half = ((dx * dx) + (dy * dy)) / 2; // maximum-likelihood σ² of an isotropic Gaussian about p̂
                sum += half;
                fourth += half * half;
            }

            double mean = sum / N, error = Math.Sqrt(((fourth / N) - (mean * mean)) / N);
            return Math.Abs(mean - ClosedForm.RegressedVariance(variance, offset * offset)) < 5 * error;
        },
        iter: 40);

    [Fact]
    public void LaplaceScaleIsTheMeanAbsoluteErrorOfGaussianNoise()
    {
        Random random = new(5);
        const int N = 400_000;
        double sum = 0;
        for (int i = 0; i < N; i++)
        {
            sum += Math.Abs(3 * Normal.Sample(random)); // maximum-likelihood b of a Laplace density
        }

        Assert.Equal(ClosedForm.LaplaceScale(3), sum / N, 0.02);
        Assert.Equal(3, ClosedForm.SigmaFromLaplaceScale(ClosedForm.LaplaceScale(3)), 12);
    }

    /// <summary>∫(Ĥ − E[H])² over the plane, up to a constant, for Gaussians of height and variance (peak, width) and (l̃²/σ̃², σ̃²), Δ apart.</summary>
    private static double MapError(double peak, double width, double variance, double target, double d2)
    {
        double total = variance + target, both = width + total;
        double overlap = 2 * Math.PI * width * total / both * Math.Exp(-d2 / (2 * both));
        return (peak * peak * Math.PI * width) - (2 * peak * target / total * overlap);
    }
}
