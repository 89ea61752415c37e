namespace LivePose.Pose.Calibrate;

/// <summary>State of the extraction.</summary>
/// <param name="Done">People done.</param>
/// <param name="Total">People in all.</param>
/// <param name="Skipped">An image that could not be read and why, one sentence; null for mere progress.</param>
public readonly record struct ExtractionProgress(int Done, int Total, string? Skipped);
