namespace LivePose.Pose.Keypoints;

/// <summary>What an integral-regression network's score is; neither says much (Gu et al. 2023, Table 1 and section 1).</summary>
public enum IntegralScore
{
    /// <summary>Always 1.</summary>
    Constant,

    /// <summary>The highest probability of the map.</summary>
    Maximum,
}
