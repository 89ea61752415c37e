using Microsoft.Extensions.Logging;

namespace LivePose.Capture.Sources;

/// <summary>Opens whatever one <c>--source</c> string means.</summary>
public static class FrameSource
{
    /// <summary>Opens a source.</summary>
    /// <param name="source">
    /// In this order: a whole number or <c>/dev/videoN</c> (camera); an address such as <c>rtsp://…</c> or <c>http://…</c>
    /// (network stream); a folder of images (natural order of names); an existing image or video file; a pattern with
    /// <c>*</c> or <c>?</c> in any part of the path (images). A file whose name is a number is reached as <c>./5</c>.
    /// </param>
    /// <param name="options">Settings.</param>
    /// <param name="logger">Gets one sentence for everything that was skipped, repaired or lost.</param>
    /// <exception cref="ArgumentException">Empty text, or an address of an unknown kind.</exception>
    /// <exception cref="FileNotFoundException">Nothing has that name.</exception>
    /// <exception cref="InvalidDataException">It exists but holds no picture that can be decoded.</exception>
    /// <exception cref="IOException">It cannot be read, or a camera or stream gave no picture in time.</exception>
    public static IFrameSource Open(string source, SourceOptions options, ILogger logger)
    {
        if (string.IsNullOrWhiteSpace(source))
        {
            throw new ArgumentException("The source is empty; give a video file, images, a camera number or a stream address.", nameof(source));
        }

        return VideoFileSource.Open(source, options, logger);
    }
}
