using System.Globalization;
using LivePose.App;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Evaluate;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Benchmarks.Paper;

/// <summary>The occlusion test of Gu et al. 2023: a blur grows over a keypoint; OKS, the original score and ccnet's confidence side by side.</summary>
internal static class OcclusionTable
{
    private const int Images = 150;

    private static readonly string[] Keypoints = ["nose", "left_wrist", "left_knee"];

    /// <summary>Writes one table a keypoint.</summary>
    /// <param name="answers">The network.</param>
    /// <param name="head">Fused into it.</param>
    /// <param name="test">Held-out people; the first <see cref="Images"/> pictures are used.</param>
    /// <param name="cache">Folder for the fused network.</param>
    /// <param name="output">Takes Markdown.</param>
    public static void Write(FrozenAnswers answers, CalibrationHead head, AnnotatedFolder test, string cache, TextWriter output)
    {
        string fused = Path.Combine(cache, $"{answers.Name}.ccnet.onnx");
        answers.Model.Fuse(head, new ModelCalibration { Confidence = HeadGraft.ConfidenceOutput, Loss = "mse", TrainedOn = answers.Calibration.Truth.Name }).Save(fused);
        GroundTruth truth = test.Truth.Only([.. test.Truth.Images.Take(Images)]);
        foreach (string keypoint in Keypoints)
        {
            OcclusionSweep original = Sweep(answers.Model.Path, truth, keypoint, test.Images), ccnet = Sweep(fused, truth, keypoint, test.Images);
            output.WriteLine($"| {answers.Name}, {keypoint.Replace('_', ' ')}, {original.PeopleCount} people | {string.Join(" | ", OcclusionSweep.Sides.Select(Text))} | Pearson |");
            output.WriteLine($"| --- |{string.Concat(OcclusionSweep.Sides.Select(_ => " --- |"))} --- |");
            output.WriteLine($"| OKS | {string.Join(" | ", original.Levels.Select(level => Text(level.MeanOks)))} | |");
            output.WriteLine($"| original score | {string.Join(" | ", original.Levels.Select(level => Text(level.MeanConfidence)))} | {Text(original.Pearson)} |");
            output.WriteLine($"| ccnet | {string.Join(" | ", ccnet.Levels.Select(level => Text(level.MeanConfidence)))} | {Text(ccnet.Pearson)} |");
            output.WriteLine();
        }
    }

    private static OcclusionSweep Sweep(string path, GroundTruth truth, string keypoint, string images)
    {
        using Network network = Network.Load(path, new NetworkOptions(), NullLogger.Instance);
        return OcclusionSweep.Run(network, truth, keypoint, images, (file, frame) => StillImage.Load(file, frame, NullLogger.Instance), CancellationToken.None);
    }

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
