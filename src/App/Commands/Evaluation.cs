using LivePose.App.Reports;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Evaluate;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.App.Commands;

/// <summary>One run of <c>livepose eval</c>: gets the poses, measures them and writes what was asked for.</summary>
internal sealed class Evaluation(EvalSettings settings, TextWriter output, TextWriter error)
{
    // The families that calibrate's own comparison shows; the others are the raw score under the name of one decoder.
    private static readonly HashSet<string> Aliases = ["heatmap-max", "one-minus-sigma", "simcc-product", "simcc-mean"];

    /// <summary>Runs it; results go to the output, remarks to the error stream.</summary>
    public void Run(CancellationToken cancel)
    {
        GroundTruth truth = GroundTruthReader.Read(settings.Annotations);
        EvaluationOutcome outcome = settings.Results is string file
            ? OfFile(truth, PoseResultsReader.Read(file, truth))
            : OfModel(truth, cancel);
        if (settings.PerImage && outcome.Coco is not null)
        {
            outcome = outcome with { Images = ImageAccuracy.Of(outcome.Truth, outcome.Results) };
        }

        EvaluationTables.Write(outcome, output);
        if (settings.Json is string json)
        {
            EvaluationJson.Write(outcome, json);
        }

        if (settings.Html is string html)
        {
            EvaluationPage.Write(outcome, html);
        }
    }

    private EvaluationOutcome OfFile(GroundTruth truth, PoseResults results)
    {
        EvaluationOutcome outcome = EvaluationOutcome.Of(truth, results, settings.Parts);
        IEnumerable<PoseResults> asGiven = [results with { Name = "as given" }];
        return settings.Forms is null ? outcome : outcome with { Forms = Compare(truth, results, settings.Spread, asGiven) };
    }

    private EvaluationOutcome OfModel(GroundTruth truth, CancellationToken cancel)
    {
        string name = Path.GetFileName(settings.Model!);
        using Network network = Load(null);
        (GroundTruth seen, PoseResults results) = AnnotatedPeopleRun.Run(network, truth, settings.Images!, LoadImage, error.WriteLine, cancel);
        EvaluationOutcome outcome = EvaluationOutcome.Of(seen, results with { Name = name }, settings.Parts);
        if (settings.Forms is not null)
        {
            outcome = outcome with { Forms = Compare(seen, WithRaw(network, seen, results, cancel), network.Descriptor.Decoder, []) };
        }

        return settings.Occlusion is not string keypoint
            ? outcome
            : outcome with { Occlusion = OcclusionSweep.Run(network, seen, keypoint, settings.Images!, LoadImage, cancel) };
    }

    /// <summary>For a network with a fused head: the same poses with the scores that it would have without.</summary>
    private PoseResults WithRaw(Network network, GroundTruth truth, PoseResults results, CancellationToken cancel)
    {
        if (network.Descriptor.Calibration is null)
        {
            return results;
        }

        using Network raw = Load(network.Descriptor with { Calibration = null });
        PoseResults own = AnnotatedPeopleRun.Run(raw, truth, settings.Images!, LoadImage, static _ => { }, cancel).Results;
        return own with { Calibrated = results.Confidences, Visibilities = results.Visibilities };
    }

    private Network Load(ModelDescriptor? descriptor) => Network.Load(
        settings.Model!, new NetworkOptions { Descriptor = descriptor, IntraOpThreads = settings.Threads, WarmBatch = 1 }, NullLogger.Instance);

    private List<FormScore> Compare(GroundTruth truth, PoseResults results, ModelDecoder decoder, IEnumerable<PoseResults> first)
    {
        if (truth.Protocol == EvaluationProtocol.Mpii)
        {
            throw new UsageException($"--forms compares OKS, which {truth.Name} does not define: it has no areas.");
        }

        FormRescoring rescoring = new(truth, results, decoder);
        IReadOnlyList<FormChoice> choices = settings.Forms!;
        if (choices.Count == 0)
        {
            choices = [.. ConfidenceForms.All.Where(form => !Aliases.Contains(form.Name) && IsPossible(rescoring, form)).Select(FormChoice.Customary)];
        }

        return [.. FormScore.Compare(truth, first.Concat(choices.Select(rescoring.Rescore)))];
    }

    private bool IsPossible(FormRescoring rescoring, ConfidenceForm form)
    {
        if (rescoring.Obstacle(form) is string obstacle)
        {
            error.WriteLine($"Form {form.Name} is left out: {obstacle}.");
            return false;
        }

        return true;
    }

    private static string? LoadImage(string path, Frame frame) => StillImage.Load(path, frame, NullLogger.Instance);
}
