namespace LivePose;

/// <summary>Object keypoint similarity: the accuracy measure that a calibrated score predicts.</summary>
/// <remarks>Gu et al. 2023 (arXiv 2311.17105), eq. 6 and 7; COCO keypoint evaluation.</remarks>
public static class Oks
{
    /// <summary>Squared falloff of one keypoint: l² = (2 sigma)² · area, px².</summary>
    /// <param name="sigma">Keypoint's sigma, units of sqrt(area).</param>
    /// <param name="area">Person area, px².</param>
    public static double FalloffSquared(double sigma, double area) => 4 * sigma * sigma * area;

    /// <summary>OKS of one keypoint: exp(-d² / (2 l²)), in [0, 1].</summary>
    /// <param name="squaredDistance">Squared distance between the two positions, px².</param>
    /// <param name="falloffSquared">l², px².</param>
    public static double OfKeypoint(double squaredDistance, double falloffSquared) => Math.Exp(-squaredDistance / (2 * falloffSquared));

    /// <summary>Similarity of two predicted poses, in [0, 1]: keypoint OKS averaged with weights confidence_a · confidence_b.</summary>
    /// <param name="a">First pose, shape [K].</param>
    /// <param name="b">Second pose, shape [K].</param>
    /// <param name="sigmas">Shape [K].</param>
    /// <param name="area">Person area, px²; use the mean of both boxes.</param>
    /// <returns>0 when no keypoint has confidence in both.</returns>
    public static float Similarity(ReadOnlySpan<Keypoint> a, ReadOnlySpan<Keypoint> b, ReadOnlySpan<float> sigmas, float area)
    {
        if (a.Length != b.Length || a.Length != sigmas.Length)
        {
            throw new ArgumentException($"Poses of {a.Length} and {b.Length} keypoints cannot be compared with {sigmas.Length} sigmas.");
        }

        float sum = 0, weights = 0;
        for (int k = 0; k < a.Length; k++)
        {
            float weight = a[k].Confidence * b[k].Confidence;
            float dx = a[k].X - b[k].X, dy = a[k].Y - b[k].Y;
            sum += weight * MathF.Exp(-((dx * dx) + (dy * dy)) / (8 * sigmas[k] * sigmas[k] * area));
            weights += weight;
        }

        return weights > 0 ? sum / weights : 0;
    }
}
