using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>How a region of another shape is brought to the network's input size.</summary>
public enum InputFit
{
    /// <summary>One scale for both axes; the picture lies at the top left, the rest is padding.</summary>
    [JsonStringEnumMemberName("letterbox-topleft")]
    LetterboxTopLeft,

    /// <summary>One scale for both axes; the picture lies in the middle, the rest is padding.</summary>
    [JsonStringEnumMemberName("letterbox-center")]
    LetterboxCenter,

    /// <summary>Each axis has its own scale; nothing is padded.</summary>
    [JsonStringEnumMemberName("stretch")]
    Stretch,

    /// <summary>A person's box, grown by <see cref="ModelDescriptor.BoxScale"/> and to the input's aspect ratio, is cut out of the frame.</summary>
    [JsonStringEnumMemberName("crop")]
    Crop,
}
