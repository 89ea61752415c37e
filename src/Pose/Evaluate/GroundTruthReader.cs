using System.Text.Json;

namespace LivePose.Pose.Evaluate;

/// <summary>Reads annotations: COCO keypoints, COCO-WholeBody, CrowdPose (all COCO's layout) and MPII's converted JSON.</summary>
/// <remarks>
/// The kind is told from the content. An object at the root is COCO's layout: with <c>foot_kpts</c> and its like it is
/// COCO-WholeBody, with 14 keypoints CrowdPose. A list at the root is MPII's (<see cref="MpiiReader"/>); MPII's .mat files are not read.
/// </remarks>
public static class GroundTruthReader
{
    /// <summary>Reads a file of any of these kinds.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The content does not fit; the sentence names the file, the id and the cure.</exception>
    public static GroundTruth Read(string path) => Parse(Path.GetFileName(path), JsonFiles.Load(path));

    /// <summary>Reads annotations that are already in memory.</summary>
    /// <param name="name">What messages call them.</param>
    /// <param name="json">UTF-8 text.</param>
    /// <exception cref="InvalidDataException">The content does not fit; the sentence names the id and the cure.</exception>
    public static GroundTruth Parse(string name, ReadOnlySpan<byte> json)
    {
        JsonCursor cursor = new(name, json);
        return cursor.Token switch
        {
            JsonTokenType.StartObject => new CocoReader(name).Read(ref cursor),
            JsonTokenType.StartArray => MpiiReader.Read(name, ref cursor),
            _ => throw cursor.Fail("holds neither COCO's object nor MPII's list"),
        };
    }
}
