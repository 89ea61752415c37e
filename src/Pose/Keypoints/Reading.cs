namespace LivePose.Pose.Keypoints;

/// <summary>Makes readings that are safe to use: finite, scores in [0, 1].</summary>
internal static class Reading
{
    /// <summary>The reading, or an absent one when a number is not finite.</summary>
    public static KeypointReading Create(float x, float y, float score, float spread = 0, float secondPeak = 0, float visibility = 1)
    {
        bool finite = float.IsFinite(x) && float.IsFinite(y) && float.IsFinite(score)
            && float.IsFinite(spread) && float.IsFinite(secondPeak) && float.IsFinite(visibility);
        return finite
            ? new KeypointReading(x, y, Math.Clamp(score, 0, 1), spread, Math.Clamp(secondPeak, 0, 1), Math.Clamp(visibility, 0, 1))
            : default;
    }

    /// <summary>Logistic function.</summary>
    public static float Sigmoid(float logit) => 1 / (1 + MathF.Exp(-logit));
}
