using LivePose.Pose.Onnx;

namespace LivePose.App;

/// <summary>What the numbers in a result file mean, in words: written into every header.</summary>
internal static class Meaning
{
    /// <summary>Of a keypoint's confidence.</summary>
    public static string OfConfidence(ModelDescriptor pose) => pose.Calibration is not null
        ? "expected OKS of the keypoint, in [0, 1], calibrated (CCNet head fused into the network)"
        : $"uncalibrated score of the network in [0, 1] ({RawScore(pose.Decoder)}); not a probability";

    /// <summary>Of a keypoint's visibility.</summary>
    public static string OfVisibility(ModelDescriptor pose) => pose switch
    {
        { Calibration.Visibility: not null } => "probability that the keypoint is labelled and in view, in [0, 1]",
        { Decoder: ModelDecoder.BlazePose } => "the network's own visibility, in [0, 1]",
        _ => "1: the network does not say",
    };

    private static string RawScore(ModelDecoder decoder) => decoder switch
    {
        ModelDecoder.Heatmap => "heatmap maximum",
        ModelDecoder.SimCC => "SimCC maxima",
        ModelDecoder.Likelihood => "1 - regressed sigma",
        ModelDecoder.Integral => "constant or heatmap maximum",
        _ => "the network's own score",
    };
}
