namespace LivePose.Pose.Track;

/// <summary>Mean of both shoulders and both hips, with the variance that their confidences imply.</summary>
/// <param name="X">px.</param>
/// <param name="Y">px.</param>
/// <param name="Variance">px² an axis; infinite when the keypoint set has no torso or a joint is absent.</param>
internal readonly record struct TorsoCentre(double X, double Y, double Variance)
{
    /// <summary>Nothing known.</summary>
    public static TorsoCentre Unknown => new(0, 0, double.PositiveInfinity);

    /// <summary>Measures a pose.</summary>
    /// <param name="pose">Shape [K], frame pixels.</param>
    /// <param name="joints">Indices of shoulders and hips; empty when the set lacks one of them.</param>
    /// <param name="sigmas">Shape [K], units of sqrt(area).</param>
    /// <param name="area">Person area, px².</param>
    public static TorsoCentre Of(ReadOnlySpan<Keypoint> pose, ReadOnlySpan<int> joints, ReadOnlySpan<float> sigmas, double area)
    {
        if (joints.IsEmpty)
        {
            return Unknown;
        }

        double x = 0, y = 0, variance = 0;
        foreach (int joint in joints)
        {
            Keypoint keypoint = pose[joint];
            if (!(keypoint.Confidence > 0))
            {
                return Unknown;
            }

            x += keypoint.X;
            y += keypoint.Y;
            variance += KeypointVariance.FromConfidence(keypoint.Confidence, Oks.FalloffSquared(sigmas[joint], area));
        }

        int n = joints.Length;
        return new(x / n, y / n, variance / (n * n));
    }
}
