namespace LivePose;

/// <summary>A run of neighbouring keypoints that is looked at and scored by itself, for example the face.</summary>
/// <param name="Name">Lower case with underscores.</param>
/// <param name="Start">Index of its first keypoint.</param>
/// <param name="Count">Number of keypoints, at least 1.</param>
public readonly record struct KeypointPart(string Name, int Start, int Count)
{
    /// <summary>Index after its last keypoint.</summary>
    public int End => Start + Count;
}
