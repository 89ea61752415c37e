using LivePose.Pose.Onnx;

namespace LivePose.Pose.Calibrate;

/// <summary>Appends standard operators to a network's graph; every name begins with <c>livepose_</c>. Batch-agnostic: 0 in a shape copies the dimension.</summary>
/// <param name="graph">Changed in place.</param>
internal sealed class GraftBuilder(OnnxGraph graph)
{
    private const string Prefix = "livepose_";

    public string Node(string operation, string[] inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        graph.AddNode(operation, inputs, Prefix + operation, attributes);

    public string Floats(long[] shape, params float[] values) => graph.AddInitializer(OnnxTensor.OfFloats(Prefix + "constant", shape, values));

    public string Integers(long[] shape, params long[] values) => graph.AddInitializer(OnnxTensor.OfIntegers(Prefix + "constant", shape, values));

    public string Scalar(float value) => Floats([], value);

    public string Reshape(string x, params long[] shape) => Node("Reshape", [x, Integers([shape.Length], shape)]);

    /// <summary>Elements [start, end) of one axis.</summary>
    public string Slice(string x, int axis, long start, long end) =>
        Node("Slice", [x, Integers([1], start), Integers([1], end), Integers([1], axis)]);

    public string Concat(int axis, IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts[0] : Node("Concat", [.. parts], OnnxAttribute.OfInteger("axis", axis));

    public string Transpose(string x, params ReadOnlySpan<long> order) => Node("Transpose", [x], OnnxAttribute.OfIntegers("perm", order));

    /// <summary>Maximum over square cells that do not overlap.</summary>
    public string MaxPool(string map, int cell) => Pool("MaxPool", map, cell);

    /// <summary>Mean over square cells that do not overlap.</summary>
    public string AveragePool(string map, int cell) => Pool("AveragePool", map, cell);

    /// <summary>Index of the largest value of the last axis of [N, K, cells], [N, K].</summary>
    public string ArgMax(string x) => Node("ArgMax", [x], OnnxAttribute.OfInteger("axis", 2), OnnxAttribute.OfInteger("keepdims", 0));

    /// <summary>Natural logarithm, of at least <paramref name="least"/>.</summary>
    public string Log(string x, float least) => Node("Log", [Node("Max", [x, Scalar(least)])]);

    /// <summary>log(x / (1 − x)), with x clamped to [edge, 1 − edge].</summary>
    public string Logit(string x, float edge)
    {
        string p = Node("Clip", [x, Scalar(edge), Scalar(1 - edge)]);
        return Node("Log", [Node("Div", [p, Node("Sub", [Scalar(1), p])])]);
    }

    private string Pool(string operation, string map, int cell) => Node(
        operation, [map], OnnxAttribute.OfIntegers("kernel_shape", cell, cell), OnnxAttribute.OfIntegers("strides", cell, cell));
}
