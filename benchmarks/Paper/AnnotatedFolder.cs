using LivePose.Pose.Evaluate;

namespace LivePose.Benchmarks.Paper;

/// <summary>A folder that <c>livepose synth images</c> wrote.</summary>
internal sealed record AnnotatedFolder(string Folder)
{
    /// <summary>The annotations, without positions of keypoints that nobody labelled.</summary>
    public GroundTruth Truth { get; } = GroundTruthReader.Read(Path.Combine(Folder, "annotations.json"));
}
