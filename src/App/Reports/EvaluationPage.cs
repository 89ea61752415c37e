using System.Globalization;
using LivePose.Pose.Evaluate;
using static LivePose.App.Reports.EvaluationTables;

namespace LivePose.App.Reports;

/// <summary>The outcome of an evaluation as one self-contained page.</summary>
internal static class EvaluationPage
{
    /// <summary>Writes the page.</summary>
    public static void Write(EvaluationOutcome outcome, string path) => File.WriteAllText(path, Compose(outcome));

    private static string Compose(EvaluationOutcome outcome)
    {
        HtmlPage page = new($"Pose evaluation: {outcome.Results.Name}");
        page.Tiles(Headline(outcome));
        page.Section("Accuracy", outcome.Coco is null
            ? "Percentage of joints within a share of the head size (MPII)."
            : "Average precision rewards ranking people by their accuracy; average recall does not look at scores. Their difference is the price of miscalibrated scores.");
        page.Table(outcome.Summary.Select(n => n.Name).Prepend(""), [outcome.Summary.Select(n => Number(n.Value)).Prepend("all keypoints")]);
        if (outcome.Parts.Count > 0)
        {
            AddParts(page, outcome.Parts);
        }

        IEnumerable<HtmlFigure> first = outcome.Coco is null ? [] : [EvaluationFigures.PrecisionRecall(outcome.Coco)];
        page.Section("Calibration", $"A score is calibrated when it predicts the accuracy that is reached: {outcome.Accuracy} here, over people that pair with a detection. {outcome.Calibration.Samples.UnpairedDetections} detections pair with nobody and are left out. AUSE is given × 100; the last columns are AUSE with PCK as the error.");
        page.Table(MeasureColumns(outcome), MeasureRows(outcome));
        page.Section("Curves", "What the numbers above summarise. Each figure carries its own numbers.");
        page.Figures(
        [
            .. first,
            EvaluationFigures.Histogram(outcome.Calibration.Samples),
            EvaluationFigures.Reliability("keypoint", outcome.Calibration.Samples.KeypointConfidences, outcome.Calibration.Samples.KeypointAccuracies, outcome.Accuracy),
            EvaluationFigures.Reliability("person", outcome.Calibration.Samples.InstanceConfidences, outcome.Calibration.Samples.InstanceAccuracies, outcome.Accuracy),
            EvaluationFigures.Sparsification("keypoint", outcome.Calibration.Samples.KeypointConfidences, outcome.Calibration.Samples.KeypointAccuracies, outcome.Accuracy),
            EvaluationFigures.Sparsification("person", outcome.Calibration.Samples.InstanceConfidences, outcome.Calibration.Samples.InstanceAccuracies, outcome.Accuracy),
        ]);
        if (outcome.Forms.Count > 0)
        {
            page.Section("Confidence forms", "The same poses under other scores. AR does not change; a better form closes the gap. Pearson, ECE and 100 × AUSE: keypoint / person.");
            page.Table(FormColumns.Prepend("form"), outcome.Forms.Select(form => FormCells(form).Prepend(form.Form)));
            page.Figures(EvaluationFigures.FormGaps(outcome.Forms), EvaluationFigures.FormReliability(outcome.Forms));
        }

        if (outcome.Occlusion is { } sweep)
        {
            page.Section("Occlusion", $"The {sweep.Keypoint.Replace('_', ' ')} of {sweep.PeopleCount} people under a growing Gaussian blur. A calibrated score falls with the accuracy.");
            page.Figures(EvaluationFigures.Occlusion(sweep));
        }

        return page.ToHtml(
            $"Evaluated against {outcome.Truth.Name}: {outcome.PeopleCount.ToString("N0", CultureInfo.InvariantCulture)} people in {outcome.Truth.Images.Count.ToString("N0", CultureInfo.InvariantCulture)} images, {outcome.Results.Count.ToString("N0", CultureInfo.InvariantCulture)} detections.",
            "Written by livepose eval. OKS and AP follow pycocotools and xtcocotools; calibration follows Gu et al., “On the Calibration of Human Pose Estimation” (arXiv 2311.17105).");
    }

    private static IEnumerable<(string Value, string Meaning)> Headline(EvaluationOutcome outcome)
    {
        CalibrationSummary calibration = outcome.Calibration;
        if (outcome.Coco is { } coco)
        {
            yield return (Number(coco.Summary.AP), "AP");
            yield return (Number(coco.Summary.AR), "AR, bound of AP");
            yield return (Number(coco.Summary.CalibrationGap), "gap, AR − AP");
        }
        else
        {
            yield return (Number(outcome.Summary[^2].Value), outcome.Summary[^2].Name);
            yield return (Number(outcome.Summary[^1].Value), outcome.Summary[^1].Name);
        }

        yield return (Number(calibration.Keypoint.Ece), "keypoint ECE");
        yield return (Number(calibration.Keypoint.Pearson), "keypoint Pearson");
        yield return (Hundredfold(calibration.Keypoint.Ause), "keypoint AUSE × 100");
    }

    private static void AddParts(HtmlPage page, IReadOnlyList<PartRow> rows)
    {
        page.Section("By part", "Ranked as the file says; the last column ranks each part by the mean of its own keypoint scores.");
        page.Table(
            [.. rows[0].Printed.Named.Select(n => n.Name).Prepend("part"), "AP, own score"],
            rows.Select(row => row.Printed.Named.Select(n => Number(n.Value)).Prepend(row.Part).Append(Number(row.Own.AP))));
    }

    private static IEnumerable<string> MeasureColumns(EvaluationOutcome outcome) =>
    [
        "", "samples", "mean score", $"mean {outcome.Accuracy}", "Pearson", "Spearman", "ECE", "adaptive", "AUSE",
        .. outcome.Calibration.PckAuses.Select(pck => $"PCK@{pck.Threshold.ToString(CultureInfo.InvariantCulture)}"),
    ];

    private static IEnumerable<IEnumerable<string>> MeasureRows(EvaluationOutcome outcome)
    {
        yield return [.. Row("keypoint", outcome.Calibration.Keypoint), .. outcome.Calibration.PckAuses.Select(pck => Hundredfold(pck.Keypoint))];
        yield return [.. Row("person", outcome.Calibration.Instance), .. outcome.Calibration.PckAuses.Select(pck => Hundredfold(pck.Instance))];
    }
}
