using System.Globalization;
using LivePose.Pose.Evaluate;

namespace LivePose.App.Reports;

/// <summary>The plots of an evaluation.</summary>
internal static class EvaluationFigures
{
    private const int HistogramBins = 20, CurvePoints = 100;

    /// <summary>An ordered scale, light to dark.</summary>
    private static readonly string[] Scale = ["#84cc16", "#14a38b", "#2b7ab8", "#4338a8", "#2e0a4f"];

    /// <summary>Interpolated precision over recall at several OKS thresholds.</summary>
    public static HtmlFigure PrecisionRecall(CocoEvaluation evaluation)
    {
        int[] thresholds = [0, 2, 5, 7, 9];
        SvgPlot plot = new(PlotAxis.Unit("recall"), PlotAxis.Unit("precision"));
        foreach ((int threshold, string color) in thresholds.Zip(Scale))
        {
            plot.Line(
                $"OKS {Fixed(CocoThresholds.Oks[threshold])}",
                Enumerable.Range(0, CocoThresholds.Recall.Length).Select(r => (CocoThresholds.Recall[r], Math.Max(0, evaluation.All.Precision[threshold, r]))),
                color);
        }

        return new HtmlFigure(
            "Precision over recall",
            plot.ToSvg("Precision over recall at five OKS thresholds"),
            "Interpolated precision at 101 recalls. The darker the line, the stricter the OKS threshold.",
            ["OKS", "AP", "AR"],
            Enumerable.Range(0, CocoThresholds.Oks.Length).Select(t => new[]
            {
                Fixed(CocoThresholds.Oks[t]), EvaluationTables.Number(evaluation.All.AveragePrecision(t)), EvaluationTables.Number(evaluation.All.Recall[t]),
            }));
    }

    /// <summary>Mean accuracy in ten bins of score, with the diagonal that a calibrated score lies on and the samples of each bin.</summary>
    public static HtmlFigure Reliability(string of, double[] confidences, double[] accuracies, string accuracy)
    {
        Reliability curve = Pose.Evaluate.Reliability.EqualWidth(confidences, accuracies);
        int bins = curve.Bins.Count;
        (double, double, double)[] bars = [.. curve.Bins.Select((bin, b) => ((double)b / bins, (b + 1.0) / bins, bin.MeanAccuracy))];
        SvgPlot plot = new SvgPlot(PlotAxis.Unit($"{of} score"), PlotAxis.Unit($"mean {accuracy}"))
            .Bars($"mean {accuracy} of the bin", bars, "#9db7f3")
            .Line("calibrated", [(0, 0), (1, 1)], "#8a93a1", dashed: true)
            .Line("bin means", curve.Bins.Select(bin => bin.Count > 0 ? (bin.MeanConfidence, bin.MeanAccuracy) : (double.NaN, double.NaN)), "#2456d6", dots: true);
        for (int b = 0; b < bins; b++)
        {
            plot.Text((b + 0.5) / bins, 0, Count(curve.Bins[b].Count));
        }

        return new HtmlFigure(
            $"Reliability, {of}",
            plot.ToSvg($"Mean {accuracy} against {of} score"),
            $"Above the diagonal the score is too modest, below it too sure. Small numbers: samples in the bin. ECE {EvaluationTables.Number(curve.Error)}.",
            ["score", "samples", "mean score", $"mean {accuracy}"],
            curve.Bins.Select((bin, b) => new[]
            {
                $"{Fixed((double)b / bins)}–{Fixed((b + 1.0) / bins)}", Count(bin.Count),
                EvaluationTables.Number(bin.Count > 0 ? bin.MeanConfidence : double.NaN), EvaluationTables.Number(bin.Count > 0 ? bin.MeanAccuracy : double.NaN),
            }));
    }

    /// <summary>Mean error of the rest as the least confident are removed, beside the oracle.</summary>
    public static HtmlFigure Sparsification(string of, double[] confidences, double[] accuracies, string accuracy)
    {
        Sparsification curve = Pose.Evaluate.Sparsification.Of(confidences, CalibrationErrors(accuracies));
        int count = curve.Predicted.Length;
        int[] steps = [.. Enumerable.Range(0, CurvePoints).Select(p => (int)((long)p * count / CurvePoints)).Distinct().Where(i => i < count)];
        double Share(int i) => (double)i / count;
        double largest = count > 0 ? steps.Max(i => curve.Predicted[i]) : 1;
        SvgPlot plot = new SvgPlot(PlotAxis.Unit("share removed, least sure first"), PlotAxis.FromZero($"mean of 1 − {accuracy} of the rest", largest))
            .Band("AUSE", [.. steps.Select(i => (Share(i), curve.Oracle[i], curve.Predicted[i]))], "#d9480f")
            .Line("removed by score", steps.Select(i => (Share(i), curve.Predicted[i])), "#d9480f")
            .Line("removed by true error", steps.Select(i => (Share(i), curve.Oracle[i])), "#0c8f7f", dashed: true);
        return new HtmlFigure(
            $"Sparsification, {of}",
            plot.ToSvg("Mean error of the rest as the least confident are removed"),
            $"The surface between the curves is the AUSE: × 100 it is {EvaluationTables.Hundredfold(curve.Ause)}; relative to the mean error {EvaluationTables.Number(curve.RelativeAuse)}.",
            ["removed", "by score", "by true error"],
            steps.Where((_, n) => n % 10 == 0).Select(i => new[] { Fixed(Share(i)), EvaluationTables.Number(curve.Predicted[i]), EvaluationTables.Number(curve.Oracle[i]) }));
    }

    /// <summary>Scores of keypoints by what their label says.</summary>
    public static HtmlFigure Histogram(CalibrationSamples samples)
    {
        (string Label, double[] Scores, string Color)[] groups =
        [
            ("visible", samples.VisibleConfidences, "#2456d6"), ("occluded", samples.OccludedConfidences, "#d9480f"), ("not labelled", samples.UnlabelledConfidences, "#8a93a1"),
        ];
        groups = [.. groups.Where(group => group.Scores.Length > 0)];
        double[][] shares = [.. groups.Select(group => Shares(group.Scores))];
        SvgPlot plot = new(PlotAxis.Unit("keypoint score"), PlotAxis.FromZero("share of the group", shares.Select(s => s.Max()).DefaultIfEmpty(1).Max()));
        plot.Band(null, [.. shares.Take(1).SelectMany(Steps).Select(p => (p.X, 0.0, p.Y))], "#2456d6");
        for (int g = 0; g < groups.Length; g++)
        {
            double[] own = shares[g];
            plot.Line($"{groups[g].Label} ({Count(groups[g].Scores.Length)})", Steps(own), groups[g].Color);
        }

        return new HtmlFigure(
            "Scores of visible and invisible keypoints",
            plot.ToSvg("Histogram of keypoint scores by visibility"),
            "Each group sums to one. The further apart the groups, the better a score tells what can be seen.",
            ["score", .. groups.Select(group => group.Label)],
            Enumerable.Range(0, HistogramBins).Select(b => shares.Select(own => EvaluationTables.Number(own[b])).Prepend($"{Fixed((double)b / HistogramBins)}–{Fixed((b + 1.0) / HistogramBins)}")));
    }

    /// <summary>What each form's ranking lacks to the AR that bounds all of them.</summary>
    public static HtmlFigure FormGaps(IReadOnlyList<FormScore> forms)
    {
        double width = 1.0 / forms.Count;
        SvgPlot plot = new SvgPlot(
            new PlotAxis("form, in the order of the table", 0, 1) { HasTicks = false }, PlotAxis.FromZero("AR − AP", forms.Max(form => form.Coco.CalibrationGap)))
            .Bars("calibration gap", forms.Select((form, i) => ((i + 0.12) * width, (i + 0.88) * width, form.Coco.CalibrationGap)), "#9db7f3");
        for (int i = 0; i < forms.Count; i++)
        {
            plot.Text((i + 0.5) * width, forms[i].Coco.CalibrationGap, EvaluationTables.Number(forms[i].Coco.CalibrationGap));
            plot.Label((i + 0.5) * width, (i + 1).ToString(CultureInfo.InvariantCulture));
        }

        return new HtmlFigure(
            "Calibration gap by form",
            plot.ToSvg("AR minus AP of each confidence form"),
            $"The same poses, AR {EvaluationTables.Number(forms[0].Coco.AR)}; only the scores that rank the people differ. A lower bar is a better ranking.",
            ["", "form", "AP", "AR − AP"],
            forms.Select((form, i) => new[] { (i + 1).ToString(CultureInfo.InvariantCulture), form.Form, EvaluationTables.Number(form.Coco.AP), EvaluationTables.Number(form.Coco.CalibrationGap) }));
    }

    /// <summary>Reliability of the keypoint scores of each form.</summary>
    public static HtmlFigure FormReliability(IReadOnlyList<FormScore> forms)
    {
        string[] colors = ["#2456d6", "#d9480f", "#0c8f7f", "#8a3ffc", "#a16207", "#b42368", "#475569", "#0284c7"];
        SvgPlot plot = new SvgPlot(PlotAxis.Unit("keypoint score"), PlotAxis.Unit("mean OKS")).Line("perfect", [(0, 0), (1, 1)], "#8a93a1", dashed: true);
        Reliability[] curves = [.. forms.Select(form => Pose.Evaluate.Reliability.EqualMass(
            form.Calibration.Samples.KeypointConfidences, form.Calibration.Samples.KeypointAccuracies))];
        for (int i = 0; i < forms.Count; i++)
        {
            plot.Line(forms[i].Form, curves[i].Bins.Where(bin => bin.Count > 0).Select(bin => (bin.MeanConfidence, bin.MeanAccuracy)), colors[i % colors.Length], dots: true);
        }

        return new HtmlFigure(
            "Reliability by confidence form",
            plot.ToSvg("Mean OKS against keypoint score of each confidence form"),
            "Ten bins of equal mass. The nearer to the dashed diagonal, the better the score says what OKS to expect.",
            ["form", "mean score", "mean OKS", "ECE", "adaptive ECE"],
            forms.Select(form => new[]
            {
                form.Form, EvaluationTables.Number(form.Calibration.Keypoint.MeanConfidence), EvaluationTables.Number(form.Calibration.Keypoint.MeanAccuracy),
                EvaluationTables.Number(form.Calibration.Keypoint.Ece), EvaluationTables.Number(form.Calibration.Keypoint.AdaptiveEce),
            }));
    }

    /// <summary>OKS and score of a keypoint over the size of the blur that covers it.</summary>
    public static HtmlFigure Occlusion(OcclusionSweep sweep)
    {
        SvgPlot plot = new SvgPlot(PlotAxis.Unit("side of the blurred square / √area"), PlotAxis.Unit(sweep.Keypoint.Replace('_', ' ')))
            .Line("mean OKS", sweep.Levels.Select(level => (level.Side, level.MeanOks)), "#0c8f7f", dots: true)
            .Line("mean score", sweep.Levels.Select(level => (level.Side, level.MeanConfidence)), "#d9480f", dots: true);
        return new HtmlFigure(
            "Accuracy and score under a growing blur",
            plot.ToSvg("OKS and score over the size of the blur"),
            $"Over all people and sizes, Pearson {EvaluationTables.Number(sweep.Pearson)} and Spearman {EvaluationTables.Number(sweep.Spearman)}.",
            EvaluationTables.OcclusionColumns,
            sweep.Levels.Select(EvaluationTables.OcclusionCells));
    }

    private static IEnumerable<(double X, double Y)> Steps(double[] shares)
    {
        for (int b = 0; b < shares.Length; b++)
        {
            yield return ((double)b / shares.Length, shares[b]);
            yield return ((b + 1.0) / shares.Length, shares[b]);
        }
    }

    private static double[] Shares(double[] scores)
    {
        double[] shares = new double[HistogramBins];
        foreach (double score in scores)
        {
            shares[(int)Math.Clamp(score * HistogramBins, 0, HistogramBins - 1)] += 1.0 / scores.Length;
        }

        return shares;
    }

    private static double[] CalibrationErrors(double[] accuracies) => [.. accuracies.Select(a => 1 - a)];

    private static string Fixed(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Count(int count) => count switch
    {
        >= 1_000_000 => (count / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + "M",
        >= 10_000 => (count / 1e3).ToString("0", CultureInfo.InvariantCulture) + "k",
        _ => count.ToString(CultureInfo.InvariantCulture),
    };
}
