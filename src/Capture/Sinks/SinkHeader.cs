namespace LivePose.Capture.Sinks;

/// <summary>What a result file says about itself: where its numbers come from and what they mean.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Width">Columns of the source's pictures, px.</param>
/// <param name="Height">Rows of the source's pictures, px.</param>
/// <param name="FramesPerSecond">Average rate; 0 = unknown.</param>
/// <param name="Keypoints">What the K keypoints of every person are.</param>
/// <param name="Generator">Program and version, for example <c>livepose 1.0.0</c>.</param>
/// <param name="Models">Names of the networks that made the numbers, in order of use.</param>
/// <param name="ConfidenceMeaning">What a keypoint's confidence means: expected OKS when calibrated, else the model's raw score.</param>
/// <param name="VisibilityMeaning">What a keypoint's visibility means.</param>
public sealed record SinkHeader(
    string Source,
    int Width,
    int Height,
    double FramesPerSecond,
    KeypointSet Keypoints,
    string Generator,
    IReadOnlyList<string> Models,
    string ConfidenceMeaning,
    string VisibilityMeaning)
{
    /// <summary>File name of the picture behind each frame index, when the source is a set of images; else null.</summary>
    public IReadOnlyList<string>? FrameNames { get; init; }
}
