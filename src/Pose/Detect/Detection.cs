namespace LivePose.Pose.Detect;

/// <summary>A person that a detector found.</summary>
/// <param name="Box">Pixels of the network's input while decoding, of the frame afterwards.</param>
/// <param name="Score">The detector's score, in [0, 1].</param>
public readonly record struct Detection(Box Box, float Score);
