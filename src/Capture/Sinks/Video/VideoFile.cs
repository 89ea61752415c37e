using Microsoft.Extensions.Logging;

namespace LivePose.Capture.Sinks;

/// <summary>A video file of finished pictures, each at its own time.</summary>
/// <remarks>
/// H.264 through the <c>ffmpeg</c> program where it is on PATH, else MPEG-4 Part 2 through OpenCV. The file starts at 0 with the
/// first picture. Disposing without <see cref="Complete"/> closes the file so that what was written stays readable.
/// </remarks>
public sealed class VideoFile : IDisposable
{
    private const double AssumedFramesPerSecond = 30; // of a source that does not know its rate

    private readonly IVideoEncoder _encoder;
    private readonly int _length;
    private TimeSpan? _start;

    /// <summary>Creates the file, replacing an older one.</summary>
    /// <param name="path">File to write, <c>*.mp4</c>.</param>
    /// <param name="width">Columns of every picture, px.</param>
    /// <param name="height">Rows, px.</param>
    /// <param name="framesPerSecond">Average rate; 0 = unknown.</param>
    /// <param name="options">Quality and encoder.</param>
    /// <param name="logger">Told which encoder is used and why.</param>
    /// <exception cref="IOException">The file cannot be created; the message names it.</exception>
    public VideoFile(string path, int width, int height, double framesPerSecond, VideoSinkOptions options, ILogger logger)
    {
        string full = Path.GetFullPath(path);
        _length = checked(3 * width * height);
        new OutputFile(full).Dispose(); // an encoder's own message for a folder that cannot be written is poor
        double rate = framesPerSecond > 0 ? framesPerSecond : AssumedFramesPerSecond;
        FfmpegProgram? ffmpeg = options.UseFfmpeg && FfmpegProgram.Find() is { HasX264: true } found ? found : null;
        if (ffmpeg is null && options.UseFfmpeg)
        {
            logger.LogInformation("'{File}' is encoded as MPEG-4 Part 2 by OpenCV, because no ffmpeg program with libx264 is on PATH.", full);
        }

        _encoder = ffmpeg is not null
            ? new FfmpegEncoder(ffmpeg, full, width, height, rate, options, logger)
            : new OpenCvEncoder(full, width, height, rate);
    }

    /// <summary>Adds a picture.</summary>
    /// <param name="bgr">B, G, R bytes, row-major, no padding, of the file's size.</param>
    /// <param name="time">Presentation time, larger than the last one.</param>
    /// <exception cref="ArgumentException">Another number of bytes than the size needs.</exception>
    /// <exception cref="IOException">It cannot be written, for example because the disk is full.</exception>
    public void Write(ReadOnlySpan<byte> bgr, TimeSpan time)
    {
        if (bgr.Length != _length)
        {
            throw new ArgumentException($"A picture of this video has {_length} bytes, not {bgr.Length}.", nameof(bgr));
        }

        _start ??= time;
        _encoder.Write(bgr, time - _start.Value);
    }

    /// <summary>Finishes the file.</summary>
    /// <exception cref="IOException">It cannot be finished; the message names it.</exception>
    public void Complete() => _encoder.Complete();

    /// <inheritdoc/>
    public void Dispose() => _encoder.Dispose();
}
