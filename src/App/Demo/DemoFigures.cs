using System.Globalization;
using LivePose.App.Reports;
using LivePose.Pose.Evaluate;

namespace LivePose.App.Demo;

/// <summary>Plots that only a clip with a truth allows.</summary>
internal static class DemoFigures
{
    private const string Truth = "#0c8f7f", Raw = "#2456d6", Calibrated = "#d9480f";

    /// <summary>Mean OKS and mean scores of everyone in a frame, over time.</summary>
    public static HtmlFigure OverTime(DemoOutcome outcome)
    {
        PoseTrial poses = outcome.Poses;
        double[] accuracies = poses.Scores[1].Calibration.Samples.InstanceAccuracies;
        double rate = Bodies.FittingSettings.RateOf(outcome.Source.FramesPerSecond);
        (double Time, double Oks, double Raw, double Calibrated)[] frames =
        [
            .. Enumerable.Range(0, accuracies.Length)
                .GroupBy(n => outcome.Clip.Truth.IndexOfImage(poses.Raw.ImageIds[n]))
                .OrderBy(frame => frame.Key)
                .Select(frame => (frame.Key / rate, frame.Average(n => accuracies[n]), frame.Average(n => poses.Raw.Scores[n]), frame.Average(n => poses.Calibrated.Scores[n]))),
        ];
        SvgPlot plot = new SvgPlot(PlotAxis.FromZero("time, s", frames.Max(frame => frame.Time)), PlotAxis.Unit("mean of the people in the frame"))
            .Line("raw score", frames.Select(frame => (frame.Time, frame.Raw)), Raw)
            .Line("calibrated score", frames.Select(frame => (frame.Time, frame.Calibrated)), Calibrated)
            .Line("OKS reached", frames.Select(frame => (frame.Time, frame.Oks)), Truth, dashed: true);
        return new HtmlFigure(
            "Scores and accuracy over time",
            plot.ToSvg("Mean score and mean OKS of the people in each frame over time"),
            "A person's score should follow the OKS that is reached, above all where somebody is hidden, blurred or in the dark.",
            ["time, s", "OKS", "raw", "calibrated"],
            frames.Select(frame => new[] { frame.Time.ToString("0.00", CultureInfo.InvariantCulture), Number(frame.Oks), Number(frame.Raw), Number(frame.Calibrated) }));
    }

    /// <summary>Mean OKS and mean scores of each kind of keypoint, left and right together.</summary>
    public static HtmlFigure ByKeypoint(DemoOutcome outcome)
    {
        (string Name, double Oks, double Raw, double Calibrated)[] kinds = [.. Kinds(outcome)];
        double width = 1.0 / kinds.Length;
        IEnumerable<(double, double)> Dots(Func<(string Name, double Oks, double Raw, double Calibrated), double> of) => kinds.Select((kind, i) => ((i + 0.5) * width, of(kind)));
        SvgPlot plot = new SvgPlot(new PlotAxis("keypoint", 0, 1) { HasTicks = false }, PlotAxis.Unit("mean"))
            .Bars("OKS reached", kinds.Select((kind, i) => ((i + 0.1) * width, (i + 0.9) * width, kind.Oks)), Truth, 0.3)
            .Line("raw score", Dots(kind => kind.Raw), Raw, dots: true)
            .Line("calibrated score", Dots(kind => kind.Calibrated), Calibrated, dots: true);
        for (int i = 0; i < kinds.Length; i++)
        {
            plot.Label((i + 0.5) * width, kinds[i].Name);
        }

        return new HtmlFigure(
            "Scores and accuracy by keypoint",
            plot.ToSvg("Mean score and mean OKS of each kind of keypoint"),
            "OKS is stricter for eyes than for hips. A raw score does not know that; a calibrated one has learnt it.",
            ["keypoint", "OKS", "raw", "calibrated"],
            kinds.Select(kind => new[] { kind.Name, Number(kind.Oks), Number(kind.Raw), Number(kind.Calibrated) }));
    }

    private static IEnumerable<(string Name, double Oks, double Raw, double Calibrated)> Kinds(DemoOutcome outcome)
    {
        GroundTruth truth = outcome.Clip.Truth;
        PoseResults raw = outcome.Poses.Raw, calibrated = outcome.Poses.Calibrated;
        return
            from k in Enumerable.Range(0, truth.Keypoints.Count)
            from n in Enumerable.Range(0, raw.Count)
            let person = truth.People[truth.IndexOfPerson(raw.AnnotationIds![n])]
            where person.IsLabelled(k)
            let cell = (n * raw.KeypointCount) + k
            group (Oks: OksOf(truth, person, k, raw.Positions[2 * cell], raw.Positions[(2 * cell) + 1]), Raw: raw.Confidences[cell], Calibrated: calibrated.Confidences[cell])
                by truth.Keypoints.Names[k].Split('_')[^1] into kind
            select (kind.Key, kind.Average(one => one.Oks), kind.Average(one => one.Raw), kind.Average(one => one.Calibrated));
    }

    private static double OksOf(GroundTruth truth, AnnotatedPerson person, int k, double x, double y)
    {
        double dx = x - person.Keypoints[3 * k], dy = y - person.Keypoints[(3 * k) + 1];
        return Oks.OfKeypoint((dx * dx) + (dy * dy), Oks.FalloffSquared(truth.Sigmas[k], truth.AreaOf(person)));
    }

    private static string Number(double value) => EvaluationTables.Number(value);
}
