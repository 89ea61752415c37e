namespace LivePose.Pose.Evaluate;

/// <summary>A run of keypoints that is evaluated as if it were the whole pose.</summary>
/// <param name="Name">As xtcocotools calls it: <c>body</c>, <c>foot</c>, <c>face</c>, <c>lefthand</c>, <c>righthand</c>, <c>wholebody</c>.</param>
/// <param name="Start">First keypoint.</param>
/// <param name="Count">Number of keypoints.</param>
public sealed record EvaluatedPart(string Name, int Start, int Count)
{
    /// <summary>All keypoints of a set together: <c>body</c> when it has one part, else <c>wholebody</c>.</summary>
    public static EvaluatedPart Whole(KeypointSet keypoints) => new(keypoints.Parts.Length == 1 ? "body" : "wholebody", 0, keypoints.Count);

    /// <summary>The parts of a set, and all of it at the end where it has more than one.</summary>
    public static IReadOnlyList<EvaluatedPart> Of(KeypointSet keypoints)
    {
        EvaluatedPart whole = Whole(keypoints);
        return keypoints.Parts.Length == 1
            ? [whole]
            : [.. keypoints.Parts.Select(part => new EvaluatedPart(part.Name.Replace("_", "", StringComparison.Ordinal), part.Start, part.Count)), whole];
    }
}
