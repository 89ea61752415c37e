namespace LivePose.Pose.Keypoints;

/// <summary>How the maxima of a SimCC network's two distributions become one score; codebases differ.</summary>
public enum SimCcScore
{
    /// <summary>Their product: both axes must be sure.</summary>
    Product,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The lower one.</summary>
    Minimum,
}
