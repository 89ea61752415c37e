using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>What part of a frame a pose network looks at.</summary>
public enum PoseRegion
{
    /// <summary>One person's box: needs a detector.</summary>
    [JsonStringEnumMemberName("person")]
    Person,

    /// <summary>The whole image: finds its one person without a detector.</summary>
    [JsonStringEnumMemberName("image")]
    Image,
}
