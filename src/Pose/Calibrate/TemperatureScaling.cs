namespace LivePose.Pose.Calibrate;

/// <summary>Temperature scaling of one score: s' = sigmoid(logit(s) / T). Keeps the order of scores, so within one keypoint it never changes AUSE.</summary>
/// <remarks>Guo et al. 2017, "On Calibration of Modern Neural Networks", fitted here to OKS as a soft target.</remarks>
/// <param name="InverseTemperature">1/T, positive; 1 changes nothing.</param>
public readonly record struct TemperatureScaling(double InverseTemperature)
{
    private const double Edge = 1e-6;
    private const double Smallest = 1e-3;
    private const double Largest = 1e3;

    /// <summary>The scaled score, in (0, 1).</summary>
    /// <param name="score">In [0, 1]; moved 1e-6 away from the ends, NaN counts as 0.</param>
    public double Apply(double score) => Sigmoid(InverseTemperature * Logit(score));

    /// <summary>The temperature of least cross-entropy to the targets.</summary>
    /// <remarks>The loss is convex in 1/T; its derivative is bisected, so the result does not depend on a step size.</remarks>
    /// <param name="scores">Scores in [0, 1].</param>
    /// <param name="targets">Realised OKS in [0, 1], same length.</param>
    /// <exception cref="ArgumentException">Lengths differ or nothing was given.</exception>
    public static TemperatureScaling Fit(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets)
    {
        if (scores.Length != targets.Length || scores.IsEmpty)
        {
            throw new ArgumentException($"Temperature scaling needs as many targets as scores, and at least one: {scores.Length} scores, {targets.Length} targets.");
        }

        double low = Smallest, high = Largest;
        for (int i = 0; i < 100; i++)
        {
            double middle = Math.Sqrt(low * high);
            if (Slope(scores, targets, middle) > 0)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return new TemperatureScaling(Math.Sqrt(low * high));
    }

    internal static double Logit(double score)
    {
        double s = score >= Edge ? Math.Min(score, 1 - Edge) : Edge;
        return Math.Log(s / (1 - s));
    }

    internal static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>d(cross-entropy)/d(1/T) = Σ (sigmoid(z/T) − target) z.</summary>
    private static double Slope(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, double inverse)
    {
        double slope = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double z = Logit(scores[i]);
            slope += (Sigmoid(inverse * z) - targets[i]) * z;
        }

        return slope;
    }
}
