namespace LivePose.Capture.Sinks;

/// <summary>One person of a pose file.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Box">Person box, frame pixels.</param>
/// <param name="Score">Instance score in [0, 1].</param>
/// <param name="Keypoints">Shape [K], frame pixels.</param>
public sealed record PoseLinePerson(TrackId Id, Box Box, float Score, Keypoint[] Keypoints);
