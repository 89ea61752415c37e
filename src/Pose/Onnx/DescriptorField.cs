namespace LivePose.Pose.Onnx;

/// <summary>One field of a descriptor, and why it has its value.</summary>
/// <param name="Name">Path in the side-car file, for example <c>input.mean</c>.</param>
/// <param name="Value">Its value, as JSON.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record DescriptorField(string Name, string Value, FieldSource Source, string Reason);
