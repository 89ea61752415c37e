namespace LivePose.Capture.Sinks;

/// <summary>Writes pictures of one size to a video file.</summary>
internal interface IVideoEncoder : IDisposable
{
    /// <summary>Adds a picture: BGR24, row-major, no padding.</summary>
    /// <param name="pixels">Shape [height, width, 3].</param>
    /// <param name="time">Presentation time, larger than the last one.</param>
    void Write(ReadOnlySpan<byte> pixels, TimeSpan time);

    /// <summary>Finishes the file.</summary>
    void Complete();
}
