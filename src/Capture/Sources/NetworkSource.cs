using Microsoft.Extensions.Logging;
using OpenCvSharp;

namespace LivePose.Capture.Sources;

/// <summary>Opens a stream by address.</summary>
internal static class NetworkSource
{
    private const int OpenTimeoutProperty = 53; // CAP_PROP_OPEN_TIMEOUT_MSEC
    private const int ReadTimeoutProperty = 54; // CAP_PROP_READ_TIMEOUT_MSEC

    private static readonly string[] Schemes = ["rtsp", "rtsps", "rtmp", "rtmps", "http", "https", "udp", "tcp", "rtp", "srt"];

    /// <summary>True for text of the form <c>scheme://…</c>.</summary>
    public static bool IsAddress(string source) => source.Contains("://", StringComparison.Ordinal);

    /// <summary>Opens it and waits for its first picture.</summary>
    /// <exception cref="ArgumentException">The scheme is not one that can be read.</exception>
    /// <exception cref="IOException">It gave no picture in time.</exception>
    public static IFrameSource Open(string address, SourceOptions options, ILogger logger)
    {
        string scheme = address[..address.IndexOf("://", StringComparison.Ordinal)];
        if (!Schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{WithoutPassword(address)}' is not an address that can be read; use one of {string.Join(", ", Schemes)}.", nameof(address));
        }

        FfmpegProgram? program = FfmpegProgram.Find();
        if (program is null)
        {
            logger.LogInformation("No ffmpeg program is on PATH; OpenCV is asked to open the stream, which its Linux build cannot. Install ffmpeg.");
        }

        Func<ILiveFeed> connect = program is null
            ? () => new CaptureFeed(Connect(address, options))
            : () => new ProgramFeed(program, address, options);
        return LiveSource.Open(WithoutPassword(address), connect, options, logger);
    }

    /// <summary>The address without <c>user:password@</c>, fit for messages and files.</summary>
    internal static string WithoutPassword(string address)
    {
        int start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = address.AsSpan(start).IndexOfAny('/', '?');
        int at = address.AsSpan(start, end < 0 ? address.Length - start : end).LastIndexOf('@');
        return at < 0 ? address : string.Concat(address.AsSpan(0, start), address.AsSpan(start + at + 1));
    }

    private static VideoCapture Connect(string address, SourceOptions options) => new(
        address, VideoCaptureAPIs.FFMPEG,
        [
            OpenTimeoutProperty, (int)options.OpenTimeout.TotalMilliseconds,
            ReadTimeoutProperty, (int)options.ReadTimeout.TotalMilliseconds,
            VideoFileSource.ThreadsProperty, options.ActualDecodeThreads,
        ]);
}
