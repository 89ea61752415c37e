using LivePose.Pose.Crop;

namespace LivePose.Pose.Keypoints;

/// <summary>Confidence of one keypoint, in [0, 1], from what the decoder read.</summary>
/// <param name="reading">The decoder's reading, crop px.</param>
/// <param name="keypoint">Index, 0 to K - 1.</param>
/// <param name="box">The person's box, frame px.</param>
/// <param name="transform">The map that made the crop.</param>
public delegate float KeypointConfidence(in KeypointReading reading, int keypoint, Box box, in CropTransform transform);
