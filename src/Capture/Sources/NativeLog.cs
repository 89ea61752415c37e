using System.Runtime.InteropServices;
using OpenCvSharp;

namespace LivePose.Capture.Sources;

/// <summary>Keeps OpenCV and the FFmpeg inside it silent: every fault is reported by LivePose in one sentence instead.</summary>
internal static class NativeLog
{
    private const string FfmpegLevel = "OPENCV_FFMPEG_LOGLEVEL";
    private const string Quiet = "-8"; // AV_LOG_QUIET

    private static readonly Lazy<bool> Silenced = new(SilenceOnce);

    /// <summary>To be called before OpenCV opens its first video; a level that the user set in the environment is kept.</summary>
    public static void Silence() => _ = Silenced.Value;

    private static bool SilenceOnce()
    {
        if (Environment.GetEnvironmentVariable(FfmpegLevel) is null)
        {
            Environment.SetEnvironmentVariable(FfmpegLevel, Quiet);
            if (!OperatingSystem.IsWindows())
            {
                _ = SetNative(FfmpegLevel, Quiet, overwrite: 0); // .NET's own environment is not the one that getenv sees
            }
        }

        if (Environment.GetEnvironmentVariable("OPENCV_LOG_LEVEL") is null)
        {
            Cv2.SetLogLevel(LogLevel.SILENT);
        }

        return true;
    }

    [DllImport("libc", EntryPoint = "setenv", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetNative(
        [MarshalAs(UnmanagedType.LPStr)] string name, [MarshalAs(UnmanagedType.LPStr)] string value, int overwrite);
}
