using System.Globalization;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Evaluate;
using LivePose.Pose.Onnx;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using OpenCvSharp;

namespace LivePose.Pose.Tests.Calibrate;

/// <summary>Calibration on the real people of the development data; prints the tables of docs/calibration-results.md.</summary>
[Trait("Category", "Slow")]
public class RealCalibrationTests(ITestOutputHelper output)
{
    private const int Seeds = 5;

    private static readonly string[] AnnotationFiles =
        ["cocomini_person_keypoints_train2017.json", "cocomini_person_keypoints_val2017.json", "mmpose_test_coco.json"];

    /// <summary>Scores, errors and OKS of PP-TinyPose on 166 people; no images and no features, so the head reads only the score, and the box as wished.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OneHundredAndSixtySixPeopleWithScoresOnly(bool withBox)
    {
        Measurements people = Measurements.Read();
        CalibrationOutcome[] runs = [.. Enumerable.Range(0, Seeds).Select(seed => CalibrationStudy.Run(
            people.ToData(withBox), ModelDecoder.Heatmap, new CalibrationOptions { Training = new TrainingOptions { Seed = seed } }, null, TestContext.Current.CancellationToken))];
        Write($"PP-TinyPose 256x192, 166 people, head on the score{(withBox ? " and the box" : "")}", runs);
        foreach (CalibrationOutcome run in runs)
        {
            double raw = run.Form("raw").Calibration.Keypoint.Ece;
            Assert.True(run.Form("ccnet").Calibration.Keypoint.Ece < raw / 2);
            Assert.True(run.Form("isotonic").Calibration.Keypoint.Ece < raw / 2);
        }
    }

    [Theory]
    [InlineData("pp_tinypose_256x192.onnx", new[] { "heatmap+statistics+tied", "heatmap+statistics", "peak+statistics+tied", "statistics+tied", "global" })]
    [InlineData("blazepose_landmark_lite.onnx", new[] { "statistics+tied", "global+statistics", "global" })]
    [InlineData("movenet_lightning.onnx", new[] { "heatmap+statistics+tied", "statistics+tied", "global" })]
    public void TwentyPeopleWithImages(string file, string[] heads)
    {
        GroundTruth truth = Merged();
        Assert.Equal(20, FeatureExtraction.CountPeople(truth, SharedData.Path("images")));
        foreach (string head in heads)
        {
            using TemporaryFolder cache = new();
            CalibrationModel model = CalibrationModel.Load(SharedData.Path("models", "pose", file), null, HeadDesign.Parse(head), 20, NullLogger.Instance);
            CalibrationData data = FeatureExtraction.Run(
                model, truth, SharedData.Path("images"), cache.Path, Load, null, NullLogger.Instance, TestContext.Current.CancellationToken);
            CalibrationOutcome[] runs = [.. Enumerable.Range(0, Seeds).Select(seed => CalibrationStudy.Run(
                data, model.Descriptor.Decoder, new CalibrationOptions { Training = new TrainingOptions { Seed = seed } }, null, TestContext.Current.CancellationToken))];
            Write($"{file}, 20 people, head {head}", runs);
            Assert.All(runs, run => Assert.Equal(run.Form("raw").Coco.AR, run.Form("ccnet").Coco.AR));
        }
    }

    private static string? Load(string path, Frame frame)
    {
        using Mat image = Cv2.ImRead(path);
        image.GetArray(out Vec3b[] pixels);
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan()).CopyTo(frame.Resize(image.Width, image.Height).Span);
        return null;
    }

    /// <summary>The annotations of all three files, each image once.</summary>
    private static GroundTruth Merged()
    {
        List<AnnotatedImage> images = [];
        List<AnnotatedPerson> people = [];
        HashSet<long> known = [];
        foreach (string file in AnnotationFiles)
        {
            GroundTruth truth = GroundTruthReader.Read(SharedData.Path("annotations", file));
            AnnotatedImage[] fresh = [.. truth.Images.Where(image => known.Add(image.Id))];
            images.AddRange(fresh.Select(image => image with { FileName = Path.GetFileName(image.FileName) }));
            people.AddRange(truth.People.Where(person => fresh.Any(image => image.Id == person.ImageId)));
        }

        return new GroundTruth("three annotation files", KeypointSets.Coco17, EvaluationProtocol.Coco, images, people);
    }

    private void Write(string title, CalibrationOutcome[] runs)
    {
        output.WriteLine($"{title}; mean ± deviation over {runs.Length} splits");
        foreach (string form in runs[0].Forms.Select(form => form.Form))
        {
            FormScore[] scores = [.. runs.Select(run => run.Form(form))];
            output.WriteLine(
                $"{form,-22} AP {Spread(scores, s => 100 * s.Coco.AP, "F1")}  gap {Spread(scores, s => 100 * s.Coco.CalibrationGap, "F1")}"
                + $"  Pearson {Spread(scores, s => s.Calibration.Keypoint.Pearson, "F3")} / {Spread(scores, s => s.Calibration.Instance.Pearson, "F3")}"
                + $"  AUSE {Spread(scores, s => 100 * s.Calibration.Keypoint.Ause, "F2")} / {Spread(scores, s => 100 * s.Calibration.Instance.Ause, "F2")}"
                + $"  ECE {Spread(scores, s => s.Calibration.Keypoint.Ece, "F3")} / {Spread(scores, s => s.Calibration.Instance.Ece, "F3")}");
        }

        using StringWriter gains = new();
        CalibrationReport.WriteGains(runs[0], gains);
        output.WriteLine(gains.ToString());
    }

    private static string Spread(FormScore[] scores, Func<FormScore, double> measure, string format)
    {
        double[] values = [.. scores.Select(measure)];
        double mean = values.Average(), deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
        return double.IsNaN(mean) ? "-" : string.Create(CultureInfo.InvariantCulture, $"{mean.ToString(format, CultureInfo.InvariantCulture)} ± {deviation.ToString(format, CultureInfo.InvariantCulture)}");
    }
}
