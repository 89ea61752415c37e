namespace LivePose.Capture.Sinks;

/// <summary>One kind of result file. Calls come in the order Begin, Write for each frame, Complete, Dispose; from one thread at a time.</summary>
/// <remarks>
/// Disposing without <see cref="Complete"/>, as after a fault, closes the file so that what was written stays readable, and
/// never throws.
/// </remarks>
public interface IPoseSink : IDisposable
{
    /// <summary>Creates the file, replacing an older one, and writes what comes before the first frame.</summary>
    /// <exception cref="IOException">The file cannot be created; the message names it.</exception>
    void Begin(SinkHeader header);

    /// <summary>Adds one frame. The frame is only read.</summary>
    /// <exception cref="IOException">The file cannot be written, for example because the disk is full; the message names it.</exception>
    void Write(Frame frame);

    /// <summary>Finishes the file.</summary>
    /// <exception cref="IOException">The file cannot be finished; the message names it.</exception>
    void Complete();
}
