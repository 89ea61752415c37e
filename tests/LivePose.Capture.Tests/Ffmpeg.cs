using System.ComponentModel;
using System.Diagnostics;

namespace LivePose.Capture.Tests;

/// <summary>The ffmpeg programs as makers and judges of test clips; a test that needs them is skipped where they are missing.</summary>
internal static class Ffmpeg
{
    private static readonly Lazy<bool> IsPresent = new(() => Exists("ffmpeg") && Exists("ffprobe"));

    /// <summary>Runs ffmpeg to its end, quietly; fails the test when it fails.</summary>
    public static void Run(string arguments) => Capture("ffmpeg", "-hide_banner -loglevel error -y " + arguments);

    /// <summary>What ffprobe prints.</summary>
    public static string Probe(string arguments) => Capture("ffprobe", "-v error " + arguments);

    /// <summary>The presentation times of a video's frames according to ffprobe, s.</summary>
    public static double[] Times(string path) =>
    [
        .. Probe($"-select_streams v -show_entries frame=pts_time -of csv=p=0 {path}")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line.Trim().TrimEnd(','), System.Globalization.CultureInfo.InvariantCulture)),
    ];

    /// <summary>Starts ffmpeg without waiting.</summary>
    public static Process Start(string arguments)
    {
        SkipWhenMissing();
        return Process.Start(Information("ffmpeg", "-hide_banner -loglevel error -nostdin " + arguments))!;
    }

    /// <summary>A moving test pattern, H.264.</summary>
    public static string Clip(string path, string size = "160x120", int rate = 10, int frames = 20, string extra = "")
    {
        Run($"-f lavfi -i testsrc=s={size}:r={rate} -frames:v {frames} -c:v libx264 -preset ultrafast -pix_fmt yuv420p {extra} {path}");
        return path;
    }

    public static void SkipWhenMissing() => Assert.SkipUnless(IsPresent.Value, "Needs the ffmpeg and ffprobe programs.");

    private static string Capture(string program, string arguments)
    {
        SkipWhenMissing();
        using Process process = Process.Start(Information(program, arguments))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {arguments}: {errors.GetAwaiter().GetResult()}");
        return output;
    }

    private static ProcessStartInfo Information(string program, string arguments) => new(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
        UseShellExecute = false,
    };

    private static bool Exists(string program)
    {
        try
        {
            using Process process = Process.Start(Information(program, "-version"))!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
