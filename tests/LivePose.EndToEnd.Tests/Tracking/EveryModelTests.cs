using System.Globalization;
using LivePose.App;
using LivePose.Capture.Sinks;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Tracking;

/// <summary>Every real network finds the person of a real picture, and agrees with another runtime about where he is.</summary>
[Trait("Category", "Slow")]
public sealed class EveryModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("rtmdet_nano_person", "pp_tinypose_256x192")]
    [InlineData("rtmdet_nano_end2end", "pp_tinypose_128x96")]
    [InlineData("yolox_nano", "efficientpose_i")]
    [InlineData("picodet_s_320_pedestrian", "blazepose_landmark_lite")]
    [InlineData("nanodet_m_320", "pp_tinypose_128x96")]
    [InlineData(null, "movenet_lightning")]
    public async Task FindsThePersonOfThePicture(string? detector, string pose)
    {
        string[] detectorOption = detector is null ? [] : ["--detector", SharedData.Path("models", "detectors", detector + ".onnx")];
        CliResult result = await Cli.RunAsync(
        [
            "video", SharedData.Path("images", "squat.bmp"), "-o", _folder.Path, "--formats", "jsonl",
            .. detectorOption, "--pose", SharedData.Path("models", "pose", pose + ".onnx"),
        ]);
        Assert.True(result.Code == ExitCode.Done, result.Error);
        PoseLog log = PoseLog.Read(_folder.File("squat.poses.jsonl"));
        PoseLinePerson person = Assert.Single(log.Lines).People.MaxBy(p => p.Box.Area)!;
        Box around = person.Box.Scale(1.25f);
        Keypoint[] coco = new Keypoint[17];
        new KeypointMapping(log.Header.Keypoints, KeypointSets.Coco17).Map(person.Keypoints, coco);
        List<double> gaps = [];
        foreach ((Keypoint keypoint, (double x, double y)) in coco.Zip(Reference()).Where(pair => pair.First.Confidence > 0))
        {
            Assert.InRange(keypoint.X, around.X, around.Right);
            Assert.InRange(keypoint.Y, around.Y, around.Bottom);
            gaps.Add(Math.Sqrt(Math.Pow(keypoint.X - (x * log.Header.Width), 2) + Math.Pow(keypoint.Y - (y * log.Header.Height), 2)) / person.Box.Height);
        }

        Assert.True(gaps.Count >= 12, $"{gaps.Count} keypoints have another runtime's counterpart.");
        Assert.InRange(gaps.Average(), 0, 0.06);
    }

    /// <summary>MoveNet's positions in this picture by another runtime, fractions of its size.</summary>
    private static IEnumerable<(double X, double Y)> Reference() => File.ReadLines(SharedData.Path("reference", "movenet_squat.csv")).Skip(1)
        .Select(line => Array.ConvertAll(line.Split(','), cell => double.Parse(cell, CultureInfo.InvariantCulture)))
        .Select(cells => (cells[4], cells[5]));
}
