using System.Globalization;

namespace LivePose.Pose.Onnx;

/// <summary>One dimension of a tensor's shape.</summary>
/// <param name="Size">Its size, or -1 when the graph leaves it open.</param>
/// <param name="Symbol">Its name when it is open and has one.</param>
public readonly record struct OnnxDimension(long Size, string? Symbol = null)
{
    /// <summary>True when the graph fixes the size.</summary>
    public bool IsFixed => Size >= 0;

    /// <summary>The size, the symbol, or <c>?</c>.</summary>
    public override string ToString() => IsFixed ? Size.ToString(CultureInfo.InvariantCulture) : Symbol ?? "?";
}
