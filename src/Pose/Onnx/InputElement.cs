using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>Type of one number of an image tensor.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The types of ONNX are called so.")]
public enum InputElement
{
    /// <summary>32-bit float.</summary>
    [JsonStringEnumMemberName("float32")]
    Float32,

    /// <summary>Byte.</summary>
    [JsonStringEnumMemberName("uint8")]
    UInt8,

    /// <summary>32-bit signed integer.</summary>
    [JsonStringEnumMemberName("int32")]
    Int32,
}
