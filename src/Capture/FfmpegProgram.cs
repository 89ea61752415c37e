using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LivePose.Capture;

/// <summary>The <c>ffmpeg</c> program of this machine: encodes H.264 and reads network streams, neither of which OpenCV's own build can.</summary>
internal sealed partial class FfmpegProgram
{
    private static readonly string[] SetsidPlaces = ["/usr/bin/setsid", "/bin/setsid"];
    private static readonly Lazy<FfmpegProgram?> OnPath = new(() => Probe("ffmpeg"));

    private readonly string _program;
    private readonly string? _setsid;
    private readonly string _frameRateOption;

    private FfmpegProgram(string program, bool hasX264, bool hasFpsMode)
    {
        _program = program;
        HasX264 = hasX264;
        _frameRateOption = hasFpsMode ? "-fps_mode" : "-vsync";
        _setsid = OperatingSystem.IsWindows() ? null : SetsidPlaces.FirstOrDefault(File.Exists);
    }

    /// <summary>True when it can encode H.264; some builds leave libx264 out.</summary>
    public bool HasX264 { get; }

    /// <summary>The program on PATH, or null when there is none; asked once.</summary>
    public static FfmpegProgram? Find() => OnPath.Value;

    /// <summary>The option that keeps each frame's own time (<c>vfr</c>) or passes frames as they come (<c>passthrough</c>); 5.1 renamed it.</summary>
    public string[] FrameTiming(string mode) => [_frameRateOption, mode];

    /// <summary>Starts it with all three standard streams redirected.</summary>
    /// <remarks>
    /// In a session of its own where the system can do that: Ctrl-C in a terminal reaches every process of the group, and must
    /// not end the encoder before the last frames have reached it.
    /// </remarks>
    public Process Start(IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(_setsid ?? _program)
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (_setsid is not null)
        {
            start.ArgumentList.Add(_program);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new IOException("The ffmpeg program could not be started.");
    }

    /// <summary>Asks a program for its encoders (stdout) and version (banner on stderr).</summary>
    internal static FfmpegProgram? Probe(string program)
    {
        try
        {
            ProcessStartInfo start = new(program, "-encoders")
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                CreateNoWindow = true,
            };
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> banner = process.StandardError.ReadToEndAsync();
            string encoders = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            bool hasX264 = encoders.Contains(" libx264 ", StringComparison.Ordinal);
            return new FfmpegProgram(program, hasX264, IsAtLeast51(banner.GetAwaiter().GetResult()));
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return null;
        }
    }

    /// <summary>A version that is not a release number, as of a build from source, counts as new.</summary>
    internal static bool IsAtLeast51(string banner)
    {
        Match match = Version().Match(banner);
        return !match.Success || double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) >= 5.1;
    }

    [GeneratedRegex(@"ffmpeg version n?(\d+\.\d+)")]
    private static partial Regex Version();
}
