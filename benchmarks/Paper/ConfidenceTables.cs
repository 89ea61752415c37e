using System.Globalization;
using LivePose.App.Reports;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Evaluate;

namespace LivePose.Benchmarks.Paper;

/// <summary>Tables 1, 2 and 5 of Gu et al. 2023, the ablations of loss and aggregation (Fig. 4), for one network on held-out people; Markdown.</summary>
internal sealed class ConfidenceTables(FrozenAnswers answers, int seeds, TextWriter output)
{
    private static readonly InstanceScore Calibrated = new(InstanceWeighting.VisibilitySoft, false);

    private readonly GroundTruth _truth = answers.Test.TruthOf(Enumerable.Range(0, answers.Test.People.Length));
    private readonly ConfidenceParameters[] _parameters = HeadSeeds.Fit(answers, seeds);

    /// <summary>Heads of the paper's loss, one a seed.</summary>
    public CalibrationHead[] Heads { get; } = HeadSeeds.Train(answers, HeadLoss.SquaredError, seeds);

    /// <summary>Every form: AP, what it lacks to AR, correlation, sparsification, reliability.</summary>
    public void WriteForms()
    {
        output.WriteLine($"| {answers.Name} | AP | AR − AP | Pearson kp / person | AUSE kp / person | ECE kp / person |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        FormScore[] last = [];
        foreach (ConfidenceForm form in FormResults.Applicable(answers.Test))
        {
            last = Score(seed => FormResults.Of(answers.Test, form, _ => _parameters[seed], answers.CustomaryScore));
            WriteRow(form.Name == "raw" ? "original" : form.Name, last);
        }

        WriteRow($"**ccnet** ({answers.Model.Design})", Score(seed => Ccnet(Heads[seed], Calibrated)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| AR, the upper bound | {100 * last[0].Coco.AR:F1} | | | | |"));
    }

    /// <summary>Reliability of the original score, of eq. 12 with the predicted area where there is one, and of ccnet.</summary>
    public HtmlFigure ReliabilityFigure()
    {
        IEnumerable<PoseResults> forms = FormResults.Applicable(answers.Test).Where(form => form.Name is "raw" or "closed-predicted-area")
            .Select(form => FormResults.Of(answers.Test, form, _ => _parameters[0], answers.CustomaryScore));
        return EvaluationFigures.FormReliability([.. FormScore.Compare(_truth, [.. forms, Ccnet(Heads[0], Calibrated)])]);
    }

    /// <summary>ccnet against the original score, with intervals over images.</summary>
    public void WriteGains()
    {
        PoseResults raw = FormResults.Of(answers.Test, ConfidenceForms.Raw, _ => _parameters[0], answers.CustomaryScore);
        output.WriteLine("| ccnet minus original | difference | 95 % interval over images |");
        output.WriteLine("| --- | --- | --- |");
        foreach (CalibrationGain gain in CalibrationBootstrap.Compare(_truth, raw, Ccnet(Heads[0], Calibrated), resamples: 100, seed: 1))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {gain.Measure} | {gain.Difference:+0.0000;-0.0000} | {gain.Low:+0.0000;-0.0000} to {gain.High:+0.0000;-0.0000} |"));
        }
    }

    /// <summary>AP by the rule that makes a person's score of the keypoints' (Fig. 4).</summary>
    public void WriteAggregations()
    {
        output.WriteLine($"| {answers.Name}, AP | original | ccnet |");
        output.WriteLine("| --- | --- | --- |");
        foreach (InstanceScore rule in InstanceScore.All.Where(rule => !rule.TimesBoxScore))
        {
            // The network knows no visibility of its own: its original scores can only be averaged over all or over those above the threshold.
            string original = rule.Weighting is InstanceWeighting.Thresholded or InstanceWeighting.Mean
                ? Precision(Score(seed => FormResults.Of(answers.Test, ConfidenceForms.Raw, _ => _parameters[seed], rule)))
                : "-";
            output.WriteLine($"| {rule.Name} | {original} | {Precision(Score(seed => Ccnet(Heads[seed], rule)))} |");
        }

        output.WriteLine($"| labelled keypoints only (cheating) | {Precision(Score(_ => FormResults.Of(answers.Test, ConfidenceForms.Raw, _ => _parameters[0], answers.CustomaryScore), OverLabelled))} | {Precision(Score(seed => Ccnet(Heads[seed], Calibrated), OverLabelled))} |");
    }

    /// <summary>The head's losses side by side.</summary>
    public void WriteLosses()
    {
        output.WriteLine($"| {answers.Name}, {answers.Model.Design} | AP | AR − AP | Pearson kp / person | AUSE kp / person | ECE kp / person |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (HeadLoss loss in Enum.GetValues<HeadLoss>())
        {
            CalibrationHead[] heads = loss == HeadLoss.SquaredError ? Heads : HeadSeeds.Train(answers, loss, seeds);
            WriteRow(loss.ToString(), Score(seed => Ccnet(heads[seed], Calibrated)));
        }
    }

    private PoseResults Ccnet(CalibrationHead head, InstanceScore rule) => FormResults.OfHead(answers.Test, ConfidenceForms.Ccnet.Name, _ => head, rule);

    private FormScore[] Score(Func<int, PoseResults> results, Func<PoseResults, PoseResults>? change = null) =>
        [.. FormScore.Compare(_truth, Enumerable.Range(0, seeds).Select(seed => change is null ? results(seed) : change(results(seed))))];

    /// <summary>Mean confidence over the keypoints that the truth labels: what no rule can know.</summary>
    private PoseResults OverLabelled(PoseResults results) => results with
    {
        Scores = [.. Enumerable.Range(0, results.Count).Select(n =>
        {
            AnnotatedPerson person = answers.Test.AnnotationOf(n);
            double[] confidences = results.ConfidencesOf(n).ToArray();
            return Enumerable.Range(0, confidences.Length).Where(person.IsLabelled).Average(k => confidences[k]);
        })],
    };

    private static string Precision(FormScore[] scores) => SeededNumber.Text(scores.Select(score => 100 * score.Coco.AP), "F1");

    private void WriteRow(string name, FormScore[] scores)
    {
        string Pair(Func<CalibrationMeasures, double> measure, string format) =>
            $"{SeededNumber.Text(scores.Select(s => measure(s.Calibration.Keypoint)), format)} / {SeededNumber.Text(scores.Select(s => measure(s.Calibration.Instance)), format)}";
        output.WriteLine($"| {name} | {Precision(scores)} | {SeededNumber.Text(scores.Select(s => 100 * s.Coco.CalibrationGap), "F1")} | {Pair(m => m.Pearson, "F3")} | {Pair(m => 100 * m.Ause, "F2")} | {Pair(m => m.Ece, "F3")} |");
    }
}
