namespace LivePose.Pose.Calibrate;

/// <summary>How the network's penultimate tensor becomes numbers that a linear head can read.</summary>
public enum FeaturePooling
{
    /// <summary>Mean over the map, shared by all keypoints: the paper's head. A vector is taken as it is.</summary>
    Global,

    /// <summary>Mean over the map weighted by the square of the keypoint's own heatmap: each keypoint sees its own neighbourhood.</summary>
    Heatmap,

    /// <summary>The map's column at the maximum of the keypoint's own heatmap.</summary>
    Peak,

    /// <summary>The keypoint's own token (SimCC networks).</summary>
    Token,

    /// <summary>Nothing of the tensor: the keypoint's statistics alone. A dozen weights, for data of tens of people.</summary>
    None,
}
