namespace LivePose.Pose.Keypoints;

/// <summary>A person's score, in [0, 1], from the confidences of the keypoints.</summary>
/// <param name="keypoints">Shape [K].</param>
/// <param name="boxScore">The detector's score, in [0, 1].</param>
public delegate float PersonScore(ReadOnlySpan<Keypoint> keypoints, float boxScore);
