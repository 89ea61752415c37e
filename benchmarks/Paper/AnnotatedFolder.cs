using LivePose.Pose.Evaluate;
using LivePose.Synth.Annotations;

namespace LivePose.Benchmarks.Paper;

/// <summary>A folder that <c>livepose synth images</c> wrote.</summary>
internal sealed record AnnotatedFolder(string Folder)
{
    /// <summary>The annotations.</summary>
    public GroundTruth Truth { get; } = GroundTruthReader.Read(Path.Combine(Folder, "annotations.json"));

    /// <summary>The folder that the file names of the annotations start from.</summary>
    public string Images => Path.Combine(Folder, "images");

    /// <summary>Joints and cameras by annotation id; nobody where the set has none.</summary>
    public IReadOnlyDictionary<long, TruePerson> Bodies() =>
        Path.Combine(Folder, "truth.jsonl") is var path && File.Exists(path) ? TruthReader.Read(path) : new Dictionary<long, TruePerson>();
}
