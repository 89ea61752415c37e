using LivePose.Pose.Calibrate;
using LivePose.Pose.Evaluate;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.App.Demo;

/// <summary>The same poses, on the true boxes of the clip, under the network's own scores and under calibrated ones.</summary>
/// <param name="Form">Name of the calibrated form.</param>
/// <param name="Raw">Poses with the network's own scores.</param>
/// <param name="Calibrated">The same with calibrated scores.</param>
/// <param name="Scores">What both are worth, in this order.</param>
internal sealed record PoseTrial(ConfidenceForm Form, PoseResults Raw, PoseResults Calibrated, IReadOnlyList<FormScore> Scores)
{
    /// <summary>Runs the network with its fused head and without, side by side, and measures both.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="network">A network with a fused head, or one that shows its spread, for which the closed form calibrates.</param>
    /// <param name="path">Its file.</param>
    /// <param name="cancel">Checked between frames.</param>
    /// <exception cref="UsageException">It has neither.</exception>
    public static PoseTrial Run(DemoClip clip, Network network, string path, CancellationToken cancel)
    {
        ConfidenceForm form = FormOf(network.Descriptor, path);
        PoseResults own;
        if (form == ConfidenceForms.Ccnet)
        {
            NetworkOptions options = new() { Descriptor = network.Descriptor with { Calibration = null }, Device = network.Device.Device, WarmBatch = 1 };
            using Network raw = Network.Load(path, options, NullLogger.Instance);
            Task<PoseResults> fused = Task.Run(() => clip.Poses(network, cancel), cancel);
            own = clip.Poses(raw, cancel);
            PoseResults calibrated = fused.GetAwaiter().GetResult();
            own = own with { Calibrated = calibrated.Confidences, Visibilities = calibrated.Visibilities };
        }
        else
        {
            own = clip.Poses(network, cancel);
        }

        FormRescoring rescoring = new(clip.Truth, own, network.Descriptor.Decoder);
        PoseResults[] both =
        [
            rescoring.Rescore(FormChoice.Customary(ConfidenceForms.Raw)) with { Name = "raw", Visibilities = null },
            rescoring.Rescore(FormChoice.Customary(form)) with { Name = "calibrated" },
        ];
        return new PoseTrial(form, both[0], both[1], [.. FormScore.Compare(clip.Truth, both)]);
    }

    private static ConfidenceForm FormOf(ModelDescriptor model, string path) => model switch
    {
        { Calibration: not null } => ConfidenceForms.Ccnet,
        { Decoder: ModelDecoder.Heatmap or ModelDecoder.Likelihood } => ConfidenceForms.Get("closed-predicted-area"),
        _ => throw new UsageException(
            $"The demonstration compares raw with calibrated scores, and '{Path.GetFileName(path)}' has neither a fused head nor a spread; fuse one with 'livepose calibrate', or leave --pose out."),
    };
}
