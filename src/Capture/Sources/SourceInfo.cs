namespace LivePose.Capture.Sources;

/// <summary>What is known about a source before its first frame.</summary>
/// <param name="Name">Short name for messages and output files: a file or folder name, <c>camera 0</c>, or an address without its password.</param>
/// <param name="Width">Columns of the first picture, px; later pictures may differ.</param>
/// <param name="Height">Rows of the first picture, px.</param>
/// <param name="FramesPerSecond">Average rate; 0 = unknown.</param>
/// <param name="FrameCount">Number of frames that the container announces, or null; an estimate in formats that store none.</param>
/// <param name="IsLive">True when frames that are not taken in time are lost.</param>
public sealed record SourceInfo(string Name, int Width, int Height, double FramesPerSecond, long? FrameCount, bool IsLive)
{
    /// <summary>File name of the picture behind each <see cref="FrameStamp.Index"/>, for images; null for everything else.</summary>
    public IReadOnlyList<string>? FrameNames { get; init; }
}
