namespace LivePose.Fitting;

/// <summary>Why a fit is not to be used.</summary>
public enum FitRejection
{
    /// <summary>The fit is good.</summary>
    None,

    /// <summary>Fewer than <see cref="BodyFitter.FewestKeypoints"/> keypoints were seen.</summary>
    TooFewKeypoints,

    /// <summary>No keypoint has any weight.</summary>
    AllWeightsZero,

    /// <summary>A keypoint, the area or the camera is not a finite number.</summary>
    NotFinite,

    /// <summary>The body could only be placed behind or around the camera.</summary>
    BehindCamera,

    /// <summary>The search ended far from what was seen.</summary>
    Diverged,
}
