using LivePose.Capture.Sources;
using Microsoft.Extensions.Logging;

namespace LivePose.App;

/// <summary>Reads one image file into a frame, for commands that work on annotated images.</summary>
internal static class StillImage
{
    /// <summary>Loads the image; returns one sentence when that fails.</summary>
    public static string? Load(string path, Frame frame, ILogger logger)
    {
        if (!File.Exists(path))
        {
            return "it is not there";
        }

        try
        {
            using IFrameSource source = FrameSource.Open(path, new SourceOptions(), logger);
            return source.TryRead(frame) ? null : "it holds no picture.";
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
