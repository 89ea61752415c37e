namespace LivePose.Pose.Calibrate;

/// <summary>The tensors in a graph that a calibration head reads.</summary>
/// <param name="Shape">K, F, G and whether the head is tied.</param>
/// <param name="Shared">x, shape [N, F]; null when F = 0.</param>
/// <param name="Own">y, shape [N, K, G]; null when G = 0.</param>
public sealed record HeadFeatures(HeadShape Shape, string? Shared, string? Own);
