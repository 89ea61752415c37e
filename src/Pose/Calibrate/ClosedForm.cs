namespace LivePose.Pose.Calibrate;

/// <summary>What a perfectly trained network would answer, and the score it should have given instead.</summary>
/// <remarks>
/// Gu et al. 2023 (arXiv 2311.17105), section 3 and supplementary A.5, A.6. Ground truth p ~ N(μ, σ² I) in two dimensions;
/// the network predicts p̂ with Δ = ‖p̂ − μ‖. Every argument is in the same pixels; "variance" is σ² of one axis.
/// eq. 12 and its inverse are <see cref="KeypointVariance"/>; the realised OKS is <see cref="Oks.OfKeypoint"/>.
/// </remarks>
public static class ClosedForm
{
    /// <summary>Expected OKS at a prediction that misses the mean: l²/(σ²+l²) · exp(−Δ²/(2(σ²+l²))), in (0, 1].</summary>
    /// <remarks>eq. 11; with Δ = 0 it is eq. 12.</remarks>
    /// <param name="squaredOffset">Δ², px², not negative.</param>
    /// <param name="variance">σ², px², not negative.</param>
    /// <param name="falloffSquared">l², px², positive (<see cref="Oks.FalloffSquared"/>).</param>
    public static double ExpectedOks(double squaredOffset, double variance, double falloffSquared)
    {
        double total = variance + falloffSquared;
        return falloffSquared / total * Math.Exp(-squaredOffset / (2 * total));
    }

    /// <summary>Peak of the heatmap that least squares learns: l̃²/(σ²+l̃²), in (0, 1].</summary>
    /// <remarks>eq. 17. It has eq. 12's form with the training target's constant l̃ in place of the person's l: a scale gap.</remarks>
    /// <param name="variance">σ², px².</param>
    /// <param name="targetVariance">l̃², square of the training target's Gaussian width, px².</param>
    public static double HeatmapPeak(double variance, double targetVariance) => targetVariance / (variance + targetVariance);

    /// <summary>Squared width of the learnt blob: σ̂² = σ² + l̃², px² (eq. 17).</summary>
    public static double BlobVariance(double variance, double targetVariance) => variance + targetVariance;

    /// <summary>Squared width of the best blob centred Δ away from the mean: sqrt(σ̃⁴ + Δ⁴/4) + Δ²/2 with σ̃² = σ² + l̃², px².</summary>
    /// <remarks>Supplementary A.5.</remarks>
    public static double BlobVariance(double variance, double targetVariance, double squaredOffset)
    {
        double total = variance + targetVariance;
        return Math.Sqrt((total * total) + (squaredOffset * squaredOffset / 4)) + (squaredOffset / 2);
    }

    /// <summary>Peak of that blob: 2 l̃² / (σ̃² + σ̂*²) · exp(−Δ² / (2(σ̃² + σ̂*²))), in (0, 1].</summary>
    /// <remarks>
    /// Supplementary A.5 gives the first factor. The second is what remains when the squared error is minimised over the
    /// height at a fixed width (a test minimises it numerically); it is 1 for Δ = 0 and above exp(−1/2) always.
    /// </remarks>
    public static double HeatmapPeak(double variance, double targetVariance, double squaredOffset)
    {
        double total = variance + targetVariance + BlobVariance(variance, targetVariance, squaredOffset);
        return 2 * targetVariance / total * Math.Exp(-squaredOffset / (2 * total));
    }

    /// <summary>Variance that a likelihood regression learns when its mean is off by Δ: σ̂*² = σ² + Δ²/2, px² (supplementary A.5).</summary>
    public static double RegressedVariance(double variance, double squaredOffset) => variance + (squaredOffset / 2);

    /// <summary>The score in use for likelihood regression, 1 − σ̂, clamped to [0, 1].</summary>
    /// <remarks>eq. 19: linear in σ̂ and blind to the person's size: a form gap.</remarks>
    /// <param name="relativeSigma">σ̂ as a fraction of the crop's side.</param>
    public static double RegressionScore(double relativeSigma) => Math.Clamp(1 - relativeSigma, 0, 1);

    /// <summary>Scale that a Laplace likelihood learns from Gaussian noise: b̂ = sqrt(2/π) σ, px (supplementary A.6).</summary>
    public static double LaplaceScale(double sigma) => Math.Sqrt(2 / Math.PI) * sigma;

    /// <summary>σ from a learnt Laplace scale: the inverse of <see cref="LaplaceScale"/>, px.</summary>
    public static double SigmaFromLaplaceScale(double scale) => scale / Math.Sqrt(2 / Math.PI);

    /// <summary>σ² from the width of a fitted blob: σ̂² − l̃², at least 0, px² (eq. 17 inverted).</summary>
    public static double VarianceFromBlob(double blobVariance, double targetVariance) => Math.Max(0, blobVariance - targetVariance);

    /// <summary>σ² from the height of a peak: l̃² (1/peak − 1), px² (eq. 17 inverted; guards of <see cref="KeypointVariance"/>).</summary>
    public static double VarianceFromPeak(double peak, double targetVariance) => KeypointVariance.FromConfidence(peak, targetVariance);
}
