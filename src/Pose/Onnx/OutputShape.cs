namespace LivePose.Pose.Onnx;

/// <summary>One output of a network as it comes from one picture.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="Element">Type of its numbers.</param>
/// <param name="Shape">Dimensions for one sample, without the batch dimension; where they change from picture to picture, those of a grey one.</param>
/// <param name="Varies">True when the number of values depends on the picture.</param>
/// <param name="HasBatch">True when the tensor begins with a batch dimension.</param>
public sealed record OutputShape(string Name, OnnxElement Element, int[] Shape, bool Varies, bool HasBatch)
{
    /// <summary>Number of values of one sample.</summary>
    public int Length => Shape.Aggregate(1, (product, d) => product * d);

    /// <summary>For people: <c>heatmap float32 [17, 64, 48]</c>.</summary>
    public override string ToString() => $"{Name} {OnnxValue.ElementName(Element)} [{string.Join(", ", Shape)}]{(Varies ? " (varies)" : "")}";
}
