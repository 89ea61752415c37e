using System.Text.Json;
using LivePose.Pose.Evaluate;
using LivePose.Testing;

namespace LivePose.Pose.Tests.Evaluate;

/// <summary>Every number that pycocotools and xtcocotools print for the reference files (shared/reference/coco_expected.json).</summary>
public class CocoParityTests
{
    [Theory]
    [InlineData("coco_results_good.json")]
    [InlineData("coco_results_random_scores.json")]
    [InlineData("coco_results_ties.json")]
    [InlineData("coco_results_inverse.json")]
    public void EqualsPycocotools(string file)
    {
        GroundTruth truth = GroundTruthReader.Read(SharedData.Path("reference", "coco_gt.json"));
        PoseResults results = PoseResultsReader.Read(SharedData.Path("reference", file), truth);
        Equal(Expected(file), CocoEvaluation.Run(truth, results).Summary);
    }

    [Fact]
    public void EqualsXtcocotoolsByPart()
    {
        GroundTruth truth = GroundTruthReader.Read(SharedData.Path("reference", "wholebody_gt.json"));
        PoseResults results = PoseResultsReader.Read(SharedData.Path("reference", "wholebody_results.json"), truth);
        Assert.Equal(["body", "foot", "face", "lefthand", "righthand", "wholebody"], EvaluatedPart.Of(truth.Keypoints).Select(part => part.Name));
        Assert.All(EvaluatedPart.Of(truth.Keypoints), part =>
            Equal(Expected($"wholebody_results.json:{part.Name}"), CocoEvaluation.Run(truth, results, part).Summary));
    }

    private static JsonElement Expected(string name) =>
        JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference", "coco_expected.json"))).RootElement.GetProperty(name);

    private static void Equal(JsonElement expected, CocoSummary actual) =>
        Assert.All(actual.Named, number => Assert.Equal(expected.GetProperty(number.Name).GetDouble(), number.Value, 1e-12));
}
