namespace LivePose.Pose.Evaluate;

/// <summary>One step of an <see cref="OcclusionSweep"/>.</summary>
/// <param name="Side">Side of the blurred square over the square root of the person's area.</param>
/// <param name="MeanOks">Mean OKS of the covered keypoint over the people.</param>
/// <param name="MeanConfidence">Mean confidence of the covered keypoint over the people.</param>
public readonly record struct OcclusionLevel(double Side, double MeanOks, double MeanConfidence);
