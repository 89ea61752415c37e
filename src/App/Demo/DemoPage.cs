using System.Globalization;
using LivePose.App.Reports;
using LivePose.Pose.Evaluate;

namespace LivePose.App.Demo;

/// <summary>The outcome of a demonstration as one page: pictures, the printed table, and the plots behind it.</summary>
internal static class DemoPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="outcome">What was found out.</param>
    /// <param name="stills">Pictures of the film, JPEG.</param>
    /// <param name="folder">Gets the page.</param>
    public static void Write(DemoOutcome outcome, IReadOnlyList<(int Frame, byte[] Jpeg)> stills, DemoFolder folder)
    {
        HtmlPage page = new("LivePose demonstration");
        page.Tiles(Tiles(outcome));
        AddPictures(page, outcome, stills);
        page.Section("Raw and calibrated", Words(outcome));
        page.Table(["", "raw", "calibrated"], outcome.Measures.Select(measure => new[] { measure.Name, measure.RawText, measure.CalibratedText }));
        CalibrationSamples raw = outcome.Poses.Scores[0].Calibration.Samples, calibrated = outcome.Poses.Scores[1].Calibration.Samples;
        page.Section("Does a score say how accurate a keypoint is?", "Accuracy is OKS, 1 for a keypoint in its place and 0 for one far off. Each figure carries its own numbers.");
        page.Figures(
            EvaluationFigures.FormReliability(outcome.Poses.Scores),
            DemoFigures.OverTime(outcome),
            DemoFigures.ByKeypoint(outcome),
            EvaluationFigures.Histogram(calibrated));
        page.Section("Which keypoints are the wrong ones?", "The least sure are removed first; the faster the error of the rest falls, the better the score knows the wrong ones.");
        page.Figures(
            EvaluationFigures.Sparsification("raw keypoint", raw.KeypointConfidences, raw.KeypointAccuracies, "OKS"),
            EvaluationFigures.Sparsification("calibrated keypoint", calibrated.KeypointConfidences, calibrated.KeypointAccuracies, "OKS"));
        AddFits(page, outcome);
        page.Section("Time", string.Create(CultureInfo.InvariantCulture, $"{outcome.Seconds:F1} s in all; {outcome.Device}, {Environment.ProcessorCount} processors."));
        page.Table(["part", "seconds"], outcome.Parts.Select(part => new[] { part.Part, DemoMeasure.Text(part.Seconds, "0.0") }));
        page.Section("Files", "What lies beside this page.");
        page.Words(Files(outcome));
        File.WriteAllText(folder.Report, page.ToHtml(
            DemoSummary.Headline(outcome) + ".",
            "Written by livepose demo. Nobody in these pictures exists. Calibration follows Gu et al., “On the Calibration of Human Pose Estimation” (arXiv 2311.17105)."));
    }

    private static IEnumerable<(string Value, string Meaning)> Tiles(DemoOutcome outcome)
    {
        yield return (DemoMeasure.Text(outcome.Run.Rate, "0.0"), "frames/s, everything");
        foreach (DemoMeasure measure in outcome.Measures)
        {
            if (measure.Key is "ap" or "gap" or "ece" or "pa_mpjpe_mm")
            {
                yield return (measure.CalibratedText, $"{measure.Name}; raw {measure.RawText}");
            }
        }
    }

    private static string Words(DemoOutcome outcome) =>
        $"The poses are those of {Path.GetFileName(outcome.Settings.Tracking.PosePath)} on the true boxes of {outcome.AnnotatedPeople} people in {outcome.Run.Frames} frames, "
        + "so that nothing but the scores differs; AR, which does not look at scores, cannot change. "
        + $"Raw is the network's own score, calibrated is {outcome.Poses.Form.Name}. "
        + "Frames of one clip resemble each other: this shows the effect, the tables in docs/results.md measure it.";

    private static void AddPictures(HtmlPage page, DemoOutcome outcome, IReadOnlyList<(int Frame, byte[] Jpeg)> stills)
    {
        double rate = Bodies.FittingSettings.RateOf(outcome.Source.FramesPerSecond);
        page.Section("What it looks like", outcome.WithoutGl is null
            ? "Left: what was seen; each disc is one standard deviation of its keypoint. Middle: the body that was fitted. Right: the same body from the side. The film is demo.mp4."
            : $"What was seen; each disc is one standard deviation of its keypoint. Bodies were fitted but not drawn: {outcome.WithoutGl} The film is demo.mp4.");
        foreach ((int frame, byte[] jpeg) in stills)
        {
            page.Picture(jpeg, "A frame of demo.mp4", string.Create(CultureInfo.InvariantCulture, $"Frame {frame}, {frame / rate:F2} s"));
        }
    }

    private static void AddFits(HtmlPage page, DemoOutcome outcome)
    {
        page.Section("What it does for bodies", string.Create(
            CultureInfo.InvariantCulture,
            $"Each of {outcome.FittedPoses} poses fitted by itself, from nothing, through the true camera, and compared with the true joints: PA-MPJPE after alignment, MPJPE as it is, mm. The same keypoints in every row; only their weights differ. The table above shows inverse variance, the program's default."));
        page.Table(
            ["weight of a keypoint", "PA-MPJPE", "MPJPE", "rejected"],
            outcome.Fits.Select(fit => new[] { fit.Name, DemoMeasure.Text(fit.Aligned, "0.0"), DemoMeasure.Text(fit.Plain, "0.0"), DemoMeasure.Text(fit.Rejected, "0") }));
    }

    private static IEnumerable<(string Name, string Meaning)> Files(DemoOutcome outcome)
    {
        yield return ("demo.mp4", "the film");
        yield return ("demo.png", "one picture of it");
        yield return ("demo.poses.jsonl", "people, keypoints and confidences of every frame");
        yield return ("demo.joints.jsonl", "3D joints of every frame, and their covariances");
        yield return ("demo.person_*", "each person's motion: npz (AMASS), bvh, glb");
        yield return ("summary.json", "every number of this page's tables");
        if (outcome.Settings.Clip is null)
        {
            yield return ("clip/", "the synthetic clip, its COCO annotations, and the truth in 3D");
        }
    }
}
