namespace LivePose.Pose.Track;

/// <summary>How much changed between two frames in which the detector ran.</summary>
/// <param name="Matched">People found in both.</param>
/// <param name="Unmatched">People found in only one of them.</param>
/// <param name="LowestOverlap">Smallest IoU of a person's two boxes, in [0, 1]; 1 when nobody is in both.</param>
public readonly record struct GapSummary(int Matched, int Unmatched, float LowestOverlap);
