using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>Order of the three colour channels of an image tensor.</summary>
public enum ColorOrder
{
    /// <summary>Blue, green, red.</summary>
    [JsonStringEnumMemberName("bgr")]
    Bgr,

    /// <summary>Red, green, blue.</summary>
    [JsonStringEnumMemberName("rgb")]
    Rgb,
}
