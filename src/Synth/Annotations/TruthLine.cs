using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Annotations;

/// <summary>What <see cref="TruthFile"/> writes of one picture.</summary>
/// <param name="ImageId">Of the picture in the COCO file.</param>
/// <param name="FileName">Of the picture.</param>
/// <param name="Scene">What it shows.</param>
/// <param name="People">Joints and keypoints of all of the scene's people.</param>
/// <param name="Labels">Those who are annotated, in the order of their ids.</param>
public sealed record TruthLine(
    int ImageId, string FileName, SynthScene Scene, IReadOnlyList<PosedPerson> People, IReadOnlyList<PersonLabel> Labels)
{
    /// <summary>Number of the picture in its clip, from 0; null for a picture that stands alone.</summary>
    public int? Frame { get; init; }
}
