using System.Globalization;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Fitting.Metrics;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Evaluate;
using LivePose.Synth.Annotations;

namespace LivePose.Benchmarks.Paper;

/// <summary>Table 6 of Gu et al. 2023 with a truth we own: every test person fitted from a cold start, the same keypoints under every weighting.</summary>
/// <remarks>
/// A person counts when his truth has at least <see cref="FewestLabelled"/> labelled keypoints and no weighting's fit is rejected, so that all rows
/// are means over the same people.
/// </remarks>
internal sealed class FitTable(FrozenAnswers answers, IReadOnlyDictionary<long, TruePerson> truth, TextWriter output)
{
    private const int FewestLabelled = 8;

    private readonly BodySkeleton _skeleton = BuiltInBody.Model.ToSkeleton();

    /// <summary>One row a weighting, mean and deviation over the heads' seeds.</summary>
    public void Write(CalibrationHead[] heads)
    {
        (string Name, PoseResults[] Scores, FitOptions Options)[] rows = Rows(heads);
        Errors[][] errors = [.. rows.Select(row => row.Scores.Select(scores => Fit(scores, row.Options)).ToArray())];
        int[] shared = [.. Enumerable.Range(0, answers.Test.People.Length).Where(n => errors.All(row => row.All(e => double.IsFinite(e.Aligned[n]))))];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {answers.Name}, {shared.Length} people | PA-MPJPE mm | MPJPE mm | rejected |"));
        output.WriteLine("| --- | --- | --- | --- |");
        for (int r = 0; r < rows.Length; r++)
        {
            string Mean(Func<Errors, double[]> of) => SeededNumber.Text(errors[r].Select(e => 1000 * shared.Average(n => of(e)[n])), "F1");
            output.WriteLine($"| {rows[r].Name} | {Mean(e => e.Aligned)} | {Mean(e => e.Plain)} | {SeededNumber.Text(errors[r].Select(e => (double)e.Rejected), "F0")} |");
        }
    }

    private (string Name, PoseResults[] Scores, FitOptions Options)[] Rows(CalibrationHead[] heads)
    {
        ConfidenceParameters parameters = FormFitting.Fit(answers.Calibration, Enumerable.Range(0, answers.Calibration.People.Length).ToArray(), answers.Model.Descriptor.Decoder);
        PoseResults Form(string name) => FormResults.Of(answers.Test, ConfidenceForms.Get(name), _ => parameters, answers.CustomaryScore);
        PoseResults[] raw = [Form("raw")];
        PoseResults[] seen = [.. heads.Select(head => FormResults.OfHead(answers.Test, "ccnet", _ => head, answers.CustomaryScore))];
        PoseResults[] ccnet = [.. seen.Select(results => results with { Visibilities = null })];
        List<(string, PoseResults[], FitOptions)> rows =
        [
            ("constant", [Form("constant")], Weighted(KeypointWeighting.Constant)),
            ("original, confidence", raw, Weighted(KeypointWeighting.Confidence)),
            ("original, confidence²", raw, Weighted(KeypointWeighting.ConfidenceSquared)),
            ("original, inverse variance", raw, Weighted(KeypointWeighting.InverseVariance)),
            ("ccnet, confidence", ccnet, Weighted(KeypointWeighting.Confidence)),
            ("ccnet, confidence²", ccnet, Weighted(KeypointWeighting.ConfidenceSquared)),
            ("ccnet, inverse variance", ccnet, Weighted(KeypointWeighting.InverseVariance)),
            ("ccnet with visibility, confidence", seen, Weighted(KeypointWeighting.Confidence)),
            ("ccnet with visibility, confidence²", seen, Weighted(KeypointWeighting.ConfidenceSquared)),
            ("ccnet with visibility, inverse variance", seen, Weighted(KeypointWeighting.InverseVariance)),
        ];
        if (FormResults.Applicable(answers.Test).Any(form => form.Name == "closed-predicted-area"))
        {
            rows.Insert(4, ("eq. 12 with predicted area, inverse variance", [Form("closed-predicted-area")], Weighted(KeypointWeighting.InverseVariance)));
        }

        return [.. rows];
    }

    private static FitOptions Weighted(KeypointWeighting weighting) => new() { Weighting = weighting, Covariance = false };

    private Errors Fit(PoseResults scores, FitOptions options)
    {
        int people = answers.Test.People.Length;
        Errors errors = new(new double[people], new double[people]);
        Parallel.For(0, people, () => (new BodyFitter(_skeleton, answers.Test.Truth.Keypoints, options), new BodyFit(_skeleton.ShapeCount)), (n, _, buffers) =>
        {
            (errors.Aligned[n], errors.Plain[n]) = FitOne(n, scores, buffers.Item1, buffers.Item2);
            return buffers;
        }, _ => { });
        return errors;
    }

    /// <summary>PA-MPJPE and MPJPE, metres; infinite when rejected, NaN when the person does not count.</summary>
    private (double Aligned, double Plain) FitOne(int n, PoseResults scores, BodyFitter fitter, BodyFit fit)
    {
        AnnotatedPerson person = answers.Test.AnnotationOf(n);
        if (person.CountLabelled(0, answers.Test.Truth.Keypoints.Count) < FewestLabelled || !truth.TryGetValue(person.Id, out TruePerson? real))
        {
            return (double.NaN, double.NaN);
        }

        ReadOnlySpan<double> positions = scores.PositionsOf(n), confidences = scores.ConfidencesOf(n);
        Keypoint[] keypoints = new Keypoint[confidences.Length];
        for (int k = 0; k < keypoints.Length; k++)
        {
            keypoints[k] = new Keypoint((float)positions[2 * k], (float)positions[(2 * k) + 1], (float)confidences[k], (float)(scores.Visibilities?[(n * keypoints.Length) + k] ?? 1));
        }

        fitter.Reset();
        FitRejection rejection = fitter.Fit(keypoints, PersonArea.FromBox(person.Box.ToBox()), real.Camera, 0, fit);
        return rejection == FitRejection.None
            ? (JointErrors.PaMpjpe(fit.Joints, real.Joints), JointErrors.Mpjpe(fit.Joints, real.Joints))
            : (double.PositiveInfinity, double.PositiveInfinity);
    }

    /// <summary>Errors of every person, metres.</summary>
    private sealed record Errors(double[] Aligned, double[] Plain)
    {
        public int Rejected => Aligned.Count(double.IsPositiveInfinity);
    }
}
