using LivePose.Pose.Onnx.Wire;

namespace LivePose.Pose.Onnx;

/// <summary>One operator of a graph, read-only.</summary>
public sealed class OnnxNode
{
    internal OnnxNode(NodeProto message) => Message = message;

    /// <summary>Name; may be empty.</summary>
    public string Name => Message.Name;

    /// <summary>Operator, for example <c>Conv</c>.</summary>
    public string Operator => Message.OpType;

    /// <summary>Tensors that it reads, in the operator's order; an empty name stands for an optional input that is absent.</summary>
    public IReadOnlyList<string> Inputs => Message.Input;

    /// <summary>Tensors that it makes.</summary>
    public IReadOnlyList<string> Outputs => Message.Output;

    internal NodeProto Message { get; }

    /// <summary>An integer attribute, or the value given when the node does not have it.</summary>
    public long ReadInteger(string name, long absent) => Find(name)?.I ?? absent;

    /// <summary>An attribute of integers; empty when the node does not have it.</summary>
    public IReadOnlyList<long> ReadIntegers(string name) => Find(name)?.Ints ?? (IReadOnlyList<long>)[];

    /// <summary>A text attribute; empty when the node does not have it.</summary>
    public string ReadText(string name) => Find(name)?.S.ToStringUtf8() ?? "";

    internal AttributeProto? Find(string name) => Message.Attribute.FirstOrDefault(a => a.Name == name);
}
