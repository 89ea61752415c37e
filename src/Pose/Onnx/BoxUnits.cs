using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>Units of a detector's box numbers.</summary>
public enum BoxUnits
{
    /// <summary>Pixels of the network's input.</summary>
    [JsonStringEnumMemberName("pixels")]
    Pixels,

    /// <summary>Cells of the anchor's stride; for YOLOX, the undecoded grid: centre offset in cells and log of the size in cells.</summary>
    [JsonStringEnumMemberName("strides")]
    Strides,
}
