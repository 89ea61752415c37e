namespace LivePose.Fitting;

/// <summary>How a keypoint's confidence s becomes its weight in the fit.</summary>
/// <remarks>
/// The first three share one base variance, v = (mean sigma)² · area: the annotators' own spread (l² / 4), averaged over the set.
/// Gu et al. 2023, sec. 5, weight the 2D loss by the confidence; the last is their eq. 12 inverted.
/// </remarks>
public enum KeypointWeighting
{
    /// <summary>1 / v for every keypoint that is present.</summary>
    Constant,

    /// <summary>s / v.</summary>
    Confidence,

    /// <summary>s² / v.</summary>
    ConfidenceSquared,

    /// <summary>1 / σ_k², σ_k² = l_k² (1/s - 1): the statistically right one when s is calibrated.</summary>
    InverseVariance,
}
