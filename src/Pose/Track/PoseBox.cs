namespace LivePose.Pose.Track;

/// <summary>The person box that a pose implies.</summary>
public static class PoseBox
{
    // Median distance from the outermost keypoints to the annotated box, in units of the keypoints' own extent, over the 34,778
    // people of COCO train2017 that have both ankles and at least 15 of 17 keypoints labelled: head top, soles, and either side.
    private const float TopMargin = 0.11f;
    private const float BottomMargin = 0.10f;
    private const float SideMargin = 0.14f;

    /// <summary>Box around the keypoints that can be believed, with room for what lies beyond the outermost of them.</summary>
    /// <param name="pose">Shape [K], frame pixels.</param>
    /// <param name="minConfidence">Keypoints below it are left out.</param>
    /// <param name="box">Frame pixels; may reach outside the picture.</param>
    /// <returns>False when fewer than half of the keypoints, or fewer than three, can be believed, or they span no area.</returns>
    public static bool TryGet(ReadOnlySpan<Keypoint> pose, float minConfidence, out Box box)
    {
        float left = float.PositiveInfinity, top = float.PositiveInfinity, right = float.NegativeInfinity, bottom = float.NegativeInfinity;
        int count = 0;
        foreach (Keypoint keypoint in pose)
        {
            if (keypoint.Confidence >= minConfidence && keypoint.Confidence > 0)
            {
                left = MathF.Min(left, keypoint.X);
                right = MathF.Max(right, keypoint.X);
                top = MathF.Min(top, keypoint.Y);
                bottom = MathF.Max(bottom, keypoint.Y);
                count++;
            }
        }

        float width = right - left, height = bottom - top;
        if (count < 3 || 2 * count < pose.Length || !(width > 0 && height > 0))
        {
            box = default;
            return false;
        }

        box = Box.FromCorners(
            left - (SideMargin * width), top - (TopMargin * height), right + (SideMargin * width), bottom + (BottomMargin * height));
        return true;
    }
}
