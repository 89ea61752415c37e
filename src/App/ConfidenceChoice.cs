using LivePose.Pose.Calibrate;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;

namespace LivePose.App;

/// <summary>Which confidence and which instance score a run prints, resolved for one network.</summary>
/// <param name="Form">How a reading becomes a confidence.</param>
/// <param name="Rule">How confidences become a person's score.</param>
/// <param name="ConfidenceMeaning">The confidence in words, for the header of every file.</param>
/// <param name="VisibilityMeaning">The visibility in words.</param>
internal sealed record ConfidenceChoice(ConfidenceForm Form, InstanceScore Rule, string ConfidenceMeaning, string VisibilityMeaning)
{
    /// <summary>The best that the network can do without annotations.</summary>
    public const string Auto = "auto";

    /// <summary>Width of the Gaussians that heatmap networks are customarily trained on, heatmap cells (SimpleBaseline, HRNet, Lite-HRNet at 64×48).</summary>
    private const double CustomaryTargetCells = 2;

    /// <summary>Names for the command line: forms that need no annotated data beside the network.</summary>
    public static IReadOnlyList<string> Forms { get; } =
        [Auto, "ccnet", "closed-predicted-area", "raw", "heatmap-max", "one-minus-sigma", "simcc-product", "constant"];

    /// <summary>Resolves names.</summary>
    /// <param name="form">One of <see cref="Forms"/>. <c>auto</c> is the fused head where there is one, else the closed form where the network shows its spread, else its own score.</param>
    /// <param name="rule">Name of an instance score; <c>auto</c> weights by visibility where the network says it, else averages what is above 0.2.</param>
    /// <param name="network">The pose network.</param>
    /// <exception cref="UsageException">The network cannot give that form.</exception>
    public static ConfidenceChoice Resolve(string form, string rule, Network network)
    {
        ModelDescriptor model = network.Descriptor;
        bool spreads = model.Decoder is ModelDecoder.Heatmap or ModelDecoder.Likelihood;
        string name = form != Auto ? form : model.Calibration is not null ? "ccnet" : spreads ? "closed-predicted-area" : "raw";
        if (name == "ccnet" && model.Calibration is null)
        {
            throw new UsageException("--confidence ccnet needs a network with a fused confidence head; make one with 'livepose calibrate', or choose another form.");
        }

        if (name == "closed-predicted-area" && !spreads)
        {
            throw new UsageException($"--confidence {name} needs a network that shows its spread (heatmap or likelihood); this one is {model.Decoder}: choose raw.");
        }

        if (name != "ccnet" && model.Calibration is not null)
        {
            throw new UsageException($"--confidence {name} is what the network said before its confidence head was fused in; give --pose the original file for it.");
        }

        string ruleName = rule != Auto ? rule : model.Calibration?.Visibility is not null ? "visibility-soft" : "thresholded";
        ConfidenceForm chosen = ConfidenceForms.Get(name);
        return new ConfidenceChoice(chosen, InstanceScore.Parse(ruleName), MeaningOf(chosen, model), MeaningOfVisibility(model));
    }

    /// <summary>The rules as the estimator wants them.</summary>
    public PoseOptions Options(Network network)
    {
        PoseOptions options = new() { Score = Rule.Of };
        return Form.Area == AreaSource.Predicted
            ? options with { Detail = ReadingDetail.Spread, Confidence = ClosedForm(network) }
            : Form.Name == "constant" ? options with { Confidence = static (in _, _, _, in _) => 1 } : options;
    }

    private KeypointConfidence ClosedForm(Network network)
    {
        ModelDescriptor model = network.Descriptor;
        float[] sigmas = KeypointSets.Find(model.Keypoints ?? "")!.Sigmas;
        ConfidenceParameters parameters = new()
        {
            TargetWidth = model.Decoder == ModelDecoder.Heatmap ? CustomaryTargetCells * model.Input.Width / network.Outputs[0].Shape[^1] : 0,
        };
        ConfidenceForm form = Form;
        return (in reading, keypoint, box, in transform) =>
        {
            // Nothing was seen of the keypoint, or too little to measure its spread.
            if (!(reading.Spread > 0))
            {
                return 0;
            }

            double area = form.PersonArea(box.Area, 0, parameters) / (transform.StepX * transform.StepY);
            return area > 0 ? (float)form.Confidence(reading, keypoint, Oks.FalloffSquared(sigmas[keypoint], area), parameters) : 0;
        };
    }

    private static string MeaningOf(ConfidenceForm form, ModelDescriptor model) => form.Name switch
    {
        "ccnet" => "expected OKS of the keypoint, in [0, 1], calibrated: CCNet head fused into the network (Gu et al. 2023)",
        "closed-predicted-area" => "expected OKS of the keypoint, in [0, 1], closed form l^2/(sigma^2+l^2) from the network's spread and the box's area, not trained on data (Gu et al. 2023, eq. 12)",
        _ => $"not calibrated: {form.Meaning} ({model.Decoder} network), in [0, 1]; not a probability",
    };

    private static string MeaningOfVisibility(ModelDescriptor model) => model switch
    {
        { Calibration.Visibility: not null } => "probability that the keypoint is labelled and in view, in [0, 1]",
        { Decoder: ModelDecoder.BlazePose } => "the network's own visibility, in [0, 1]",
        _ => "1: the network does not say",
    };
}
