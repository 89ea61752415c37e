using System.Globalization;
using LivePose.Pose.Evaluate;

namespace LivePose.App.Reports;

/// <summary>The plots of an evaluation.</summary>
internal static class EvaluationFigures
{
    private const int HistogramBins = 20, CurvePoints = 100;

    private static readonly string[] Blues = ["#b7cbf7", "#7fa2ef", "#4a78e2", "#2456d6", "#10318f"];

    /// <summary>Interpolated precision over recall at several OKS thresholds.</summary>
    public static HtmlFigure PrecisionRecall(CocoEvaluation evaluation)
    {
        int[] thresholds = [0, 2, 5, 7, 9];
        SvgPlot plot = new(PlotAxis.Unit("recall"), PlotAxis.Unit("precision"));
        foreach ((int threshold, string color) in thresholds.Zip(Blues))
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
        SvgPlot plot = new SvgPlot(PlotAxis.Unit($"share of {of}s removed, least sure first"), PlotAxis.FromZero($"mean of 1 − {accuracy} of the rest", largest))
            .Band("AUSE", [.. steps.Select(i => (Share(i), curve.Oracle[i], curve.Predicted[i]))], "#d9480f")
            .Line("removed by score", steps.Select(i => (Share(i), curve.Predicted[i])), "#d9480f")
            .Line("removed by true error", steps.Select(i => (Share(i), curve.Oracle[i])), "#0c8f7f", dashed: true);
        return new HtmlFigure(
            $"Sparsification, {of}",
            plot.ToSvg($"Mean error of the rest as the least confident {of}s are removed"),
            $"The surface between the curves is the AUSE: {EvaluationTables.Hundredfold(curve.Ause)} × 0.01, or {EvaluationTables.Number(curve.RelativeAuse)} of the mean error.",
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
        for (int g = 0; g < groups.Length; g++)
        {
            double[] own = shares[g];
            plot.Band(null, [.. Steps(own).Select(p => (p.X, 0.0, p.Y))], groups[g].Color);
            plot.Line($"{groups[g].Label} ({Count(groups[g].Scores.Length)})", Steps(own), groups[g].Color);
        }

        return new HtmlFigure(
            "Scores of visible and invisible keypoints",
            plot.ToSvg("Histogram of keypoint scores by visibility"),
            "Each group sums to one. The further apart the groups, the better a score tells what can be seen.",
            ["score", .. groups.Select(group => group.Label)],
            Enumerable.Range(0, HistogramBins).Select(b => shares.Select(own => EvaluationTables.Number(own[b])).Prepend($"{Fixed((double)b / HistogramBins)}–{Fixed((b + 1.0) / HistogramBins)}")));
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
