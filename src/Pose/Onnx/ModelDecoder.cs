using System.Text.Json.Serialization;

namespace LivePose.Pose.Onnx;

/// <summary>How a network's outputs are read: one value for each family. n = anchors of one stride, K = keypoints, C = classes.</summary>
public enum ModelDecoder
{
    /// <summary>RTMDet's raw heads: class scores [C, h, w] of every stride, then distances (left, top, right, bottom) [4, h, w] of every stride.</summary>
    [JsonStringEnumMemberName("rtmdet")]
    RtmDet,

    /// <summary>Boxes after suppression in the graph: [n, 5] = (x1, y1, x2, y2, score) in input px, and class labels [n].</summary>
    [JsonStringEnumMemberName("end2end")]
    EndToEnd,

    /// <summary>YOLOX: one output [anchors of all strides, 5 + C] = (x, y, w, h, objectness, classes).</summary>
    [JsonStringEnumMemberName("yolox")]
    YoloX,

    /// <summary>NanoDet: class scores [n, C] of every stride, then distance distributions [n, 4 · bins] of every stride.</summary>
    [JsonStringEnumMemberName("nanodet")]
    NanoDet,

    /// <summary>PicoDet: corners [n, 4] in input px, and class scores [C, n].</summary>
    [JsonStringEnumMemberName("picodet")]
    PicoDet,

    /// <summary>One heatmap for each keypoint, [K, h, w]; the keypoint is at its maximum.</summary>
    [JsonStringEnumMemberName("heatmap")]
    Heatmap,

    /// <summary>SimCC: one-dimensional classification of columns [K, W · bins] and of rows [K, H · bins].</summary>
    [JsonStringEnumMemberName("simcc")]
    SimCC,

    /// <summary>Regression of position and σ (RLE, Poseur): one output [K, 4] = (x, y, σx, σy), or positions [K, 2] and sigmas [K, 2] or [K, 1].</summary>
    [JsonStringEnumMemberName("likelihood")]
    Likelihood,

    /// <summary>One map for each keypoint, [K, h, w]; the keypoint is at its expectation (soft-argmax).</summary>
    [JsonStringEnumMemberName("integral")]
    Integral,

    /// <summary>MoveNet single pose: [1, K, 3] = (y, x, score), positions as fractions of the input.</summary>
    [JsonStringEnumMemberName("movenet")]
    MoveNet,

    /// <summary>BlazePose: landmarks [39 · 5] = (x, y, z, visibility logit, presence logit) in input px, and the probability that a person is there [1].</summary>
    [JsonStringEnumMemberName("blazepose")]
    BlazePose,
}
