using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace LivePose.Testing;

/// <summary>The ffmpeg programs as makers and judges of test clips; a test that needs them is skipped where they are missing.</summary>
public static class Ffmpeg
{
    private static readonly Lazy<bool> IsPresent = new(() => Exists("ffmpeg") && Exists("ffprobe"));

    /// <summary>Runs ffmpeg to its end, quietly; fails the test when it fails.</summary>
    public static void Run(string arguments) => Capture("ffmpeg", "-hide_banner -loglevel error -nostdin -y " + arguments);

    /// <summary>Starts ffmpeg without waiting.</summary>
    public static Process Start(string arguments)
    {
        SkipWhenMissing();
        return Process.Start(Information("ffmpeg", "-hide_banner -loglevel error -nostdin " + arguments))!;
    }

    /// <summary>What ffprobe prints.</summary>
    public static string Probe(string arguments) => Capture("ffprobe", "-v error " + arguments);

    /// <summary>The presentation times of a video's frames according to ffprobe, s.</summary>
    public static double[] Times(string path) =>
    [
        .. Probe($"-select_streams v -show_entries frame=pts_time -of csv=p=0 {path}")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line.Trim().TrimEnd(','), CultureInfo.InvariantCulture)),
    ];

    /// <summary>Frames of a video that can be decoded; 0 when it is not a video.</summary>
    public static int Frames(string path)
    {
        string output = Complete("ffprobe", $"-v error -count_frames -select_streams v -show_entries stream=nb_read_frames -of csv=p=0 {path}").Output;
        return int.TryParse(output.Trim().TrimEnd(','), NumberStyles.None, CultureInfo.InvariantCulture, out int frames) ? frames : 0;
    }

    /// <summary>A moving test pattern, H.264.</summary>
    public static string Clip(string path, string size = "160x120", int rate = 10, int frames = 20, string extra = "")
    {
        Run($"-f lavfi -i testsrc=s={size}:r={rate} -frames:v {frames} -c:v libx264 -preset ultrafast -pix_fmt yuv420p {extra} {path}");
        return path;
    }

    /// <summary>A moving test pattern of 64×48 px at 25 frames/s, every frame a key frame.</summary>
    /// <param name="path">File to make.</param>
    /// <param name="frames">Frames of the pattern.</param>
    /// <param name="times">How often it is repeated, without encoding it again.</param>
    public static string Pattern(string path, int frames, int times = 1)
    {
        string once = Clip(times > 1 ? path + ".once.mp4" : path, "64x48", 25, frames, "-g 1");
        if (times > 1)
        {
            Run(string.Create(CultureInfo.InvariantCulture, $"-stream_loop {times - 1} -i {once} -c copy {path}"));
        }

        return path;
    }

    public static void SkipWhenMissing() => Assert.SkipUnless(IsPresent.Value, "Needs the ffmpeg and ffprobe programs.");

    private static string Capture(string program, string arguments)
    {
        (int code, string output, string errors) = Complete(program, arguments);
        Assert.True(code == 0, $"{program} {arguments}: {errors}");
        return output;
    }

    private static (int Code, string Output, string Errors) Complete(string program, string arguments)
    {
        SkipWhenMissing();
        using Process process = Process.Start(Information(program, arguments))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    private static ProcessStartInfo Information(string program, string arguments) => new(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
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
