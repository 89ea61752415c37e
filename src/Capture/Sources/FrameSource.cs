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

        if (Camera.TryParse(source, out int index))
        {
            return Camera.Open(index, options, logger);
        }

        if (source.StartsWith("file://", StringComparison.OrdinalIgnoreCase))
        {
            source = new Uri(source).LocalPath;
        }
        else if (NetworkSource.IsAddress(source))
        {
            return NetworkSource.Open(source, options, logger);
        }

        if (Directory.Exists(source))
        {
            return new ImageSource(ImageFiles.InFolder(source), NameOf(source), options, logger);
        }

        if (!File.Exists(source) && ImageFiles.IsPattern(source))
        {
            return new ImageSource(ImageFiles.Matching(source), source, options, logger);
        }

        return ImageFiles.IsImage(source) ? OpenImage(source, options, logger) : VideoFileSource.Open(source, options, logger);
    }

    private static ImageSource OpenImage(string path, SourceOptions options, ILogger logger)
    {
        InputFile.ReadHead(path, 1);
        return new ImageSource([path], NameOf(path), options, logger);
    }

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
