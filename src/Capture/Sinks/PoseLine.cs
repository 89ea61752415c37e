namespace LivePose.Capture.Sinks;

/// <summary>One frame of a pose file.</summary>
/// <param name="Frame">Index in the source.</param>
/// <param name="Time">Presentation time.</param>
/// <param name="People">The people of the frame, in the order of the file.</param>
public sealed record PoseLine(long Frame, TimeSpan Time, IReadOnlyList<PoseLinePerson> People);
