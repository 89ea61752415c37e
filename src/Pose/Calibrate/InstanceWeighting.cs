namespace LivePose.Pose.Calibrate;

/// <summary>How keypoint confidences make one score for the person.</summary>
public enum InstanceWeighting
{
    /// <summary>Mean of the confidences above 0.2 (Gu et al. 2023, eq. 5; COCO habit).</summary>
    Thresholded,

    /// <summary>Mean over all keypoints (habit of likelihood regression).</summary>
    Mean,

    /// <summary>Mean over the keypoints whose visibility is at least 0.5.</summary>
    VisibilityHard,

    /// <summary>Σ v̂ ŝ / Σ v̂: OKS's own form with predicted visibility.</summary>
    VisibilitySoft,
}
