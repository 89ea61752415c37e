using System.Diagnostics.CodeAnalysis;

namespace LivePose.Pose.Onnx;

/// <summary>Type of a tensor's numbers, with ONNX's values (onnx.proto, TensorProto.DataType); other values are other types of ONNX.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The types of ONNX are called so.")]
public enum OnnxElement
{
    /// <summary>The file does not say.</summary>
    Undefined = 0,

    /// <summary>32-bit float.</summary>
    Float32 = 1,

    /// <summary>Byte.</summary>
    UInt8 = 2,

    /// <summary>32-bit signed integer.</summary>
    Int32 = 6,

    /// <summary>64-bit signed integer.</summary>
    Int64 = 7,

    /// <summary>16-bit float.</summary>
    Float16 = 10,

    /// <summary>64-bit float.</summary>
    Float64 = 11,
}
