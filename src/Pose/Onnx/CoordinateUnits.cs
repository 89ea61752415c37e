using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>Units of regressed positions and sigmas.</summary>
public enum CoordinateUnits
{
    /// <summary>Fraction of the input's width and height, [0, 1].</summary>
    [JsonStringEnumMemberName("unit")]
    Unit,

    /// <summary>Fraction of the input's width and height from its centre, [-0.5, 0.5].</summary>
    [JsonStringEnumMemberName("centered")]
    Centered,

    /// <summary>Pixels of the network's input.</summary>
    [JsonStringEnumMemberName("pixels")]
    Pixels,
}
