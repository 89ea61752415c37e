using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using LivePose.Pose.Onnx.Wire;

namespace LivePose.Pose.Onnx;

/// <summary>A named constant of a node.</summary>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "ONNX calls it so.")]
public sealed class OnnxAttribute
{
    // onnx.proto, AttributeProto.AttributeType
    private const int FloatType = 1;
    private const int IntegerType = 2;
    private const int TextType = 3;
    private const int TensorType = 4;
    private const int IntegersType = 7;

    private OnnxAttribute(AttributeProto message) => Message = message;

    /// <summary>Name, for example <c>axis</c>.</summary>
    public string Name => Message.Name;

    internal AttributeProto Message { get; }

    /// <summary>A number.</summary>
    public static OnnxAttribute OfFloat(string name, float value) => new(new AttributeProto { Name = name, Type = FloatType, F = value });

    /// <summary>An integer.</summary>
    public static OnnxAttribute OfInteger(string name, long value) => new(new AttributeProto { Name = name, Type = IntegerType, I = value });

    /// <summary>Integers.</summary>
    public static OnnxAttribute OfIntegers(string name, params ReadOnlySpan<long> values)
    {
        AttributeProto message = new() { Name = name, Type = IntegersType };
        message.Ints.AddRange(values.ToArray());
        return new OnnxAttribute(message);
    }

    /// <summary>Text.</summary>
    public static OnnxAttribute OfText(string name, string value) => new(new AttributeProto { Name = name, Type = TextType, S = ByteString.CopyFromUtf8(value) });

    /// <summary>A tensor.</summary>
    public static OnnxAttribute OfTensor(string name, OnnxTensor value) => new(new AttributeProto { Name = name, Type = TensorType, T = TensorCodec.Write(value, value.Name) });
}
