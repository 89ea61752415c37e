namespace LivePose;

/// <summary>A calibrated confidence as a variance in pixels², and back.</summary>
/// <remarks>
/// Gu et al. 2023 (arXiv 2311.17105), eq. 12: a keypoint with Gaussian error of variance σ² per axis has expected OKS
/// s = l² / (σ² + l²), hence σ² = l² (1/s - 1). The one conversion that the tracker, the smoother and the fitter use.
/// </remarks>
public static class KeypointVariance
{
    /// <summary>Smallest confidence that still carries information; anything lower, NaN included, counts as this.</summary>
    public const double MinConfidence = 1e-3;

    /// <summary>Largest confidence believed: annotation itself is not exact, so the variance never reaches 0.</summary>
    public const double MaxConfidence = 0.999;

    /// <summary>σ² = l² (1/s - 1), px² per axis, with s clamped to [<see cref="MinConfidence"/>, <see cref="MaxConfidence"/>].</summary>
    /// <param name="confidence">Expected OKS of the keypoint, s.</param>
    /// <param name="falloffSquared">l² of the keypoint, px², positive.</param>
    public static double FromConfidence(double confidence, double falloffSquared)
    {
        double s = confidence >= MinConfidence ? Math.Min(confidence, MaxConfidence) : MinConfidence;
        return falloffSquared * ((1 / s) - 1);
    }

    /// <summary>s = l² / (σ² + l²), in (0, 1].</summary>
    /// <param name="variance">σ², px² per axis, not negative.</param>
    /// <param name="falloffSquared">l² of the keypoint, px², positive.</param>
    public static double ToConfidence(double variance, double falloffSquared) => falloffSquared / (variance + falloffSquared);
}
