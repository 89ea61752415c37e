using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenCvSharp;

namespace LivePose.Capture.Sources;

/// <summary>Opens a camera by number, asking for motion JPEG, the only format in which most cameras reach their full rate.</summary>
internal static class Camera
{
    private const string DevicePrefix = "/dev/video";

    /// <summary>True for <c>0</c>, <c>1</c>, ... and <c>/dev/videoN</c>.</summary>
    public static bool TryParse(string source, out int index)
    {
        ReadOnlySpan<char> number = source.StartsWith(DevicePrefix, StringComparison.Ordinal) ? source.AsSpan(DevicePrefix.Length) : source;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    /// <summary>Opens it and waits for its first picture.</summary>
    /// <exception cref="FileNotFoundException">There is no such device.</exception>
    /// <exception cref="IOException">It gave no picture in time.</exception>
    public static IFrameSource Open(int index, SourceOptions options, ILogger logger)
    {
        string device = $"{DevicePrefix}{index.ToString(CultureInfo.InvariantCulture)}";
        if (OperatingSystem.IsLinux() && !File.Exists(device))
        {
            throw new FileNotFoundException($"There is no camera {index} ({device}); connect one, or list the devices with: ls /dev/video*", device);
        }

        return LiveSource.Open($"camera {index}", () => new CaptureFeed(Connect(index, options)), options, logger);
    }

    private static VideoCapture Connect(int index, SourceOptions options)
    {
        VideoCapture capture = new(index, OperatingSystem.IsLinux() ? VideoCaptureAPIs.V4L2 : VideoCaptureAPIs.ANY);
        if (capture.IsOpened())
        {
            capture.Set(VideoCaptureProperties.FourCC, FourCC.FromString("MJPG").Value);
            Ask(capture, VideoCaptureProperties.FrameWidth, options.CameraWidth);
            Ask(capture, VideoCaptureProperties.FrameHeight, options.CameraHeight);
            Ask(capture, VideoCaptureProperties.Fps, options.CameraFramesPerSecond);
            capture.Set(VideoCaptureProperties.BufferSize, 1); // the newest picture, not the oldest of a queue
        }

        return capture;
    }

    private static void Ask(VideoCapture capture, VideoCaptureProperties property, double value)
    {
        if (value > 0)
        {
            capture.Set(property, value);
        }
    }
}
