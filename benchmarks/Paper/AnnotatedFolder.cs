using LivePose.Pose.Evaluate;
using LivePose.Synth.Annotations;

namespace LivePose.Benchmarks.Paper;

/// <summary>A folder that <c>livepose synth images</c> wrote.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="SeenOnly">True leaves hidden keypoints (visibility 1) without a label, as annotators of photographs mostly do.</param>
internal sealed record AnnotatedFolder(string Folder, bool SeenOnly)
{
    /// <summary>The annotations.</summary>
    public GroundTruth Truth { get; } = Read(Path.Combine(Folder, SetFiles.Annotations), SeenOnly);

    /// <summary>The folder that the file names of the annotations start from.</summary>
    public string Images => Path.Combine(Folder, "images");

    /// <summary>Joints and cameras by annotation id; nobody where the set has none.</summary>
    public IReadOnlyDictionary<long, TruePerson> Bodies() =>
        Path.Combine(Folder, SetFiles.Truth) is var path && File.Exists(path) ? TruthReader.Read(path) : new Dictionary<long, TruePerson>();

    private static GroundTruth Read(string path, bool seenOnly)
    {
        GroundTruth truth = GroundTruthReader.Read(path);
        return seenOnly
            ? new GroundTruth(truth.Name, truth.Keypoints, truth.Protocol, [.. truth.Images], [.. truth.People.Select(WithoutHidden)]) { CategoryId = truth.CategoryId }
            : truth;
    }

    private static AnnotatedPerson WithoutHidden(AnnotatedPerson person)
    {
        double[] keypoints = [.. person.Keypoints];
        for (int k = 2; k < keypoints.Length; k += 3)
        {
            keypoints[k] = keypoints[k] == 2 ? 2 : 0;
        }

        AnnotatedPerson seen = person with { Keypoints = keypoints };
        return seen with { KeypointCount = seen.CountLabelled(0, keypoints.Length / 3) };
    }
}
