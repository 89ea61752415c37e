using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>What a likelihood network's σ output holds.</summary>
public enum SigmaForm
{
    /// <summary>σ itself, in the units of the positions.</summary>
    [JsonStringEnumMemberName("sigma")]
    Sigma,

    /// <summary>A logit; σ is its logistic function, in fractions of the input (RLE before its sigmoid).</summary>
    [JsonStringEnumMemberName("logit")]
    Logit,

    /// <summary>Natural logarithm of σ, in the units of the positions.</summary>
    [JsonStringEnumMemberName("log")]
    Log,
}
