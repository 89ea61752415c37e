using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>Order of the dimensions of an image tensor.</summary>
public enum InputLayout
{
    /// <summary>[N, 3, height, width].</summary>
    [JsonStringEnumMemberName("nchw")]
    Nchw,

    /// <summary>[N, height, width, 3].</summary>
    [JsonStringEnumMemberName("nhwc")]
    Nhwc,
}
