namespace LivePose.Pose.Onnx;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="Element">Type of its numbers.</param>
/// <param name="Shape">Its dimensions; null when the file does not say.</param>
public sealed record OnnxValue(string Name, OnnxElement Element, IReadOnlyList<OnnxDimension>? Shape)
{
    /// <summary>For people: <c>image float32 [1, 3, 256, 192]</c>.</summary>
    public override string ToString() => $"{Name} {ElementName(Element)} {(Shape is null ? "[…]" : $"[{string.Join(", ", Shape)}]")}";

    /// <summary>A type's customary name, lower case.</summary>
    public static string ElementName(OnnxElement element) => Enum.IsDefined(element)
        ? element.ToString().ToLowerInvariant()
        : $"type {(int)element}";
}
