namespace LivePose;

/// <summary>A person in one frame; its keypoints are beside it in <see cref="Frame.Keypoints"/>.</summary>
/// <param name="Id">Given by the tracker.</param>
/// <param name="Box">Person box, frame pixels: the detector's, interpolated, or predicted from the last pose.</param>
/// <param name="BoxScore">The detector's score for the box, in [0, 1].</param>
/// <param name="Score">Instance score in [0, 1], aggregated from the keypoints' confidences; 0 before the pose network ran.</param>
public readonly record struct Person(TrackId Id, Box Box, float BoxScore, float Score)
{
    /// <summary>A detection: no identity and no pose yet.</summary>
    public static Person Detected(Box box, float boxScore) => new(default, box, boxScore, 0);
}
