using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>What a score output holds.</summary>
public enum ScoreForm
{
    /// <summary>A number in [0, 1], used as it is.</summary>
    [JsonStringEnumMemberName("probability")]
    Probability,

    /// <summary>A logit; the score is its logistic function.</summary>
    [JsonStringEnumMemberName("logit")]
    Logit,
}
