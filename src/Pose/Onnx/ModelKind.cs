using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>What a network is for.</summary>
public enum ModelKind
{
    /// <summary>Finds boxes of people in an image.</summary>
    [JsonStringEnumMemberName("detector")]
    Detector,

    /// <summary>Finds keypoints of one person.</summary>
    [JsonStringEnumMemberName("pose")]
    Pose,
}
