using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace LivePose.EndToEnd.Tests.Support;

/// <summary>The ffmpeg programs as makers and judges of clips; a test that needs them is skipped where they are missing.</summary>
internal static class Ffmpeg
{
    private static readonly Lazy<bool> IsPresent = new(() => Exists("ffmpeg") && Exists("ffprobe"));

    /// <summary>Makes a file; fails the test when that fails.</summary>
    public static void Make(string arguments) => Capture("ffmpeg", "-hide_banner -loglevel error -nostdin -y " + arguments);

    /// <summary>A moving test pattern of 64×48 px at 25 frames/s, every frame a key frame.</summary>
    /// <param name="path">File to make.</param>
    /// <param name="frames">Frames of the pattern.</param>
    /// <param name="times">How often it is repeated, without encoding it again.</param>
    public static string Pattern(string path, int frames, int times = 1)
    {
        string once = times > 1 ? path + ".once.mp4" : path;
        Make($"-f lavfi -i testsrc=s=64x48:r=25 -frames:v {Text(frames)} -c:v libx264 -preset ultrafast -g 1 -pix_fmt yuv420p {once}");
        if (times > 1)
        {
            Make($"-stream_loop {Text(times - 1)} -i {once} -c copy {path}");
        }

        return path;
    }

    /// <summary>Starts a server and leaves it running.</summary>
    public static Process Serve(string arguments)
    {
        SkipWhenMissing();
        return Process.Start(Information("ffmpeg", "-hide_banner -loglevel error -nostdin " + arguments))!;
    }

    /// <summary>Frames of a video that can be decoded; 0 when it is not a video.</summary>
    public static int Frames(string path)
    {
        using Process process = Process.Start(Information("ffprobe", $"-v error -count_frames -select_streams v -show_entries stream=nb_read_frames -of csv=p=0 {path}"))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.GetAwaiter().GetResult();
        return int.TryParse(output.Trim().TrimEnd(','), NumberStyles.None, CultureInfo.InvariantCulture, out int frames) ? frames : 0;
    }

    public static void SkipWhenMissing() => Assert.SkipUnless(IsPresent.Value, "Needs the ffmpeg and ffprobe programs.");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Capture(string program, string arguments)
    {
        SkipWhenMissing();
        using Process process = Process.Start(Information(program, arguments))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {arguments}: {errors.GetAwaiter().GetResult()}");
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
