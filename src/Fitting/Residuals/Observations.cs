namespace LivePose.Fitting;

/// <summary>Turns keypoints with confidences into weighted observations.</summary>
public static class Observations
{
    /// <summary>Fills one observation per keypoint.</summary>
    /// <remarks>
    /// The scale of the robust loss follows the keypoint's own falloff, c² = κ² (l_k² + σ_k²): OKS calls an error of l_k a miss,
    /// and an error within the keypoint's own σ_k is no outlier. A confidence is the accuracy of a keypoint that is in view; one that
    /// is in view with probability v tells v times as much, so v multiplies every weight but the constant one.
    /// </remarks>
    /// <param name="keypoints">Shape [K]; confidence 0 = absent, visibility = P(in view).</param>
    /// <param name="sigmas">The set's sigmas, shape [K].</param>
    /// <param name="area">Area of the person, px², positive; see <see cref="PersonArea"/>.</param>
    /// <param name="weighting">How confidence becomes weight.</param>
    /// <param name="robustness">κ, positive.</param>
    /// <param name="noiseScale">Factor on every variance, positive; 1 = believe the confidences.</param>
    /// <param name="observations">Out: shape [K].</param>
    public static void Fill(
        ReadOnlySpan<Keypoint> keypoints, ReadOnlySpan<float> sigmas, double area, KeypointWeighting weighting, double robustness,
        double noiseScale, Span<Observation> observations)
    {
        double meanSigma = 0;
        foreach (float sigma in sigmas)
        {
            meanSigma += sigma;
        }

        meanSigma /= sigmas.Length;
        double baseVariance = meanSigma * meanSigma * area;
        for (int k = 0; k < keypoints.Length; k++)
        {
            Keypoint p = keypoints[k];
            double falloff = Oks.FalloffSquared(sigmas[k], area), s = Math.Min(p.Confidence, 1);
            double variance = weighting switch
            {
                KeypointWeighting.Constant => baseVariance,
                KeypointWeighting.Confidence => baseVariance / s,
                KeypointWeighting.ConfidenceSquared => baseVariance / (s * s),
                _ => KeypointVariance.FromConfidence(s, falloff),
            };
            double inView = weighting == KeypointWeighting.Constant ? 1 : p.Visibility;
            bool present = p.Confidence > 0 && inView > 0 && double.IsFinite(variance);
            observations[k] = present
                ? new Observation(p.X, p.Y, inView / (noiseScale * variance), robustness * robustness * (falloff + variance))
                : default;
        }
    }
}
