using System.Globalization;
using LivePose.App.Bodies;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Evaluate;
using LivePose.Synth.Annotations;

namespace LivePose.Benchmarks.Paper;

/// <summary>Table 6 of Gu et al. 2023 with a truth we own: every test person fitted from a cold start, the same keypoints under every weighting.</summary>
/// <remarks>
/// A person counts when no weighting's fit is rejected, so that all rows are means over the same people.
/// </remarks>
internal sealed class FitTable(FrozenAnswers answers, IReadOnlyDictionary<long, TruePerson> truth, TextWriter output)
{
    private readonly FitAccuracy _accuracy = new(BuiltInBody.Model.ToSkeleton(), answers.Test.Truth, truth);

    /// <summary>One row a weighting, mean and deviation over the heads' seeds.</summary>
    public void Write(CalibrationHead[] heads)
    {
        (string Name, PoseResults[] Scores, KeypointWeighting Weighting)[] rows = Rows(heads);
        FitErrors[][] errors = [.. rows.Select(row => row.Scores.Select(scores => _accuracy.Measure(scores, row.Weighting)).ToArray())];
        int[] shared = FitErrors.Shared([.. errors.SelectMany(row => row)]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {answers.Name}, {shared.Length} people | PA-MPJPE mm | MPJPE mm | rejected |"));
        output.WriteLine("| --- | --- | --- | --- |");
        for (int r = 0; r < rows.Length; r++)
        {
            string Mean(Func<FitErrors, double[]> of) => SeededNumber.Text(errors[r].Select(e => 1000 * shared.Average(n => of(e)[n])), "F1");
            output.WriteLine($"| {rows[r].Name} | {Mean(e => e.Aligned)} | {Mean(e => e.Plain)} | {SeededNumber.Text(errors[r].Select(e => (double)e.Rejected), "F0")} |");
        }
    }

    private (string Name, PoseResults[] Scores, KeypointWeighting Weighting)[] Rows(CalibrationHead[] heads)
    {
        ConfidenceParameters parameters = FormFitting.Fit(answers.Calibration, Enumerable.Range(0, answers.Calibration.People.Length).ToArray(), answers.Model.Descriptor.Decoder);
        PoseResults Form(string name) => FormResults.Of(answers.Test, ConfidenceForms.Get(name), _ => parameters, answers.CustomaryScore);
        PoseResults[] raw = [Form("raw")];
        PoseResults[] seen = [.. heads.Select(head => FormResults.OfHead(answers.Test, "ccnet", _ => head, answers.CustomaryScore))];
        PoseResults[] ccnet = [.. seen.Select(results => results with { Visibilities = null })];
        List<(string, PoseResults[], KeypointWeighting)> rows =
        [
            ("constant", [Form("constant")], KeypointWeighting.Constant),
            ("original, confidence", raw, KeypointWeighting.Confidence),
            ("original, confidence²", raw, KeypointWeighting.ConfidenceSquared),
            ("original, inverse variance", raw, KeypointWeighting.InverseVariance),
            ("ccnet, confidence", ccnet, KeypointWeighting.Confidence),
            ("ccnet, confidence²", ccnet, KeypointWeighting.ConfidenceSquared),
            ("ccnet, inverse variance", ccnet, KeypointWeighting.InverseVariance),
            ("ccnet with visibility, confidence", seen, KeypointWeighting.Confidence),
            ("ccnet with visibility, confidence²", seen, KeypointWeighting.ConfidenceSquared),
            ("ccnet with visibility, inverse variance", seen, KeypointWeighting.InverseVariance),
        ];
        if (FormResults.Applicable(answers.Test).Any(form => form.Name == "closed-predicted-area"))
        {
            rows.Insert(4, ("eq. 12 with predicted area, inverse variance", [Form("closed-predicted-area")], KeypointWeighting.InverseVariance));
        }

        return [.. rows];
    }
}
