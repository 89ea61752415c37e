using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>How the maximum of a heatmap becomes a position between its pixels.</summary>
public enum HeatmapRefine
{
    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>A quarter pixel towards the higher neighbour on each axis.</summary>
    [JsonStringEnumMemberName("quarter")]
    Quarter,

    /// <summary>A Newton step on the logarithm of the blurred heatmap (Zhang et al. 2020, Distribution-Aware Coordinate Representation).</summary>
    [JsonStringEnumMemberName("dark")]
    Dark,
}
