using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LivePose.Synth;
using LivePose.Synth.Clips;

namespace LivePose.App.Commands;

/// <summary><c>livepose synth video</c>: a clip of synthetic people with known truth.</summary>
internal static class SynthVideoCommand
{
    private const int ReportEvery = 300;

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "Folder for the clip; absent or empty.",
        HelpName = "DIR",
        Required = true,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Everything follows from it: the same seed gives the same frames.",
        HelpName = "S",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<double> Seconds = new("--seconds")
    {
        Description = "Length of the clip.",
        HelpName = "T",
        DefaultValueFactory = _ => 6,
    };

    private static readonly Option<double> Rate = new("--fps")
    {
        Description = "Frames a second.",
        HelpName = "F",
        DefaultValueFactory = _ => 30,
    };

    private static readonly Option<string> Size = new("--size")
    {
        Description = "Size of the pictures, px.",
        HelpName = "WxH",
        DefaultValueFactory = _ => "640x480",
    };

    private static readonly Option<int> People = new("--people")
    {
        Description = "Number of people, 1 to 8; the first two cross each other's way.",
        HelpName = "N",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<string[]> Motions = new("--motion")
    {
        Description = $"What they do, one after the other and round again: {string.Join(", ", Motion.Names)}.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Bvh = new("--bvh")
    {
        Description = "A recorded motion (Biovision hierarchy) that they follow instead.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Backgrounds = new("--backgrounds")
    {
        Description = "Folder of photographs without people for the background.",
        HelpName = "DIR",
    };

    private static readonly Option<bool> Occluders = new("--occluders") { Description = "Things pass between the camera and the people." };

    private static readonly Option<bool> Blur = new("--blur") { Description = "The picture is smeared for a while." };

    private static readonly Option<bool> Dark = new("--dark") { Description = "It gets dark and noisy for a while." };

    private static readonly Option<bool> MovingCamera = new("--moving-camera") { Description = "The camera sways as in a hand; otherwise it stands still." };

    private static readonly Option<bool> Images = new("--images") { Description = "Also write every frame as images/*.jpg." };

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "Frames in work at once; the result does not depend on it. Default: all cores.",
        HelpName = "T",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    /// <summary>The command, ready to be added to <c>synth</c>.</summary>
    public static Command Create()
    {
        Command command = new("video", "Write a clip of moving people with COCO keypoint annotations, track ids and the truth in 3D.")
        {
            Output, Seed, Seconds, Rate, Size, People, Motions, Bvh, SynthCommand.Body, Backgrounds, Occluders, Blur, Dark, MovingCamera, Images, Threads,
        };
        command.SetAction((parsed, cancel) => Task.Run(
            () =>
            {
                Run(Settings(parsed), parsed.InvocationConfiguration.Output, cancel);
                return ExitCode.Done;
            },
            cancel));
        return command;
    }

    private static ClipSettings Settings(ParseResult parsed)
    {
        (int width, int height) = ToSize(parsed.GetRequiredValue(Size));
        ClipSettings settings = new()
        {
            Folder = parsed.GetRequiredValue(Output),
            Seed = parsed.GetValue(Seed),
            Seconds = parsed.GetValue(Seconds),
            FramesPerSecond = parsed.GetValue(Rate),
            Width = width,
            Height = height,
            People = parsed.GetValue(People),
            Motions = parsed.GetValue(Motions) ?? [],
            BvhFile = parsed.GetValue(Bvh),
            BodyFolder = parsed.GetValue(SynthCommand.Body),
            BackgroundFolder = parsed.GetValue(Backgrounds),
            Occluders = parsed.GetValue(Occluders),
            Blur = parsed.GetValue(Blur),
            Dark = parsed.GetValue(Dark),
            MovingCamera = parsed.GetValue(MovingCamera),
            Images = parsed.GetValue(Images),
            Threads = parsed.GetValue(Threads),
        };
        return settings.BvhFile is null || settings.Motions.Count == 0
            ? settings
            : throw new UsageException("--motion and --bvh both say what people do; give only one of them.");
    }

    private static (int Width, int Height) ToSize(string text)
    {
        string[] parts = text.Split('x', 'X');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            ? (width, height)
            : throw new UsageException($"'{text}' is no size; give columns and rows, for example --size 640x480.");
    }

    private static void Run(ClipSettings settings, TextWriter output, CancellationToken cancel)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ClipSummary made = ClipWriter.Write(settings, new Reports(output, settings.FrameCount), cancel);
        double seconds = watch.Elapsed.TotalSeconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.Combine(settings.Folder, ClipWriter.VideoName)}: {made.Frames} frames, {made.People} annotated people in {seconds:F1} s ({made.Frames / seconds:F1} frames/s)"));
    }

    /// <summary>A line now and then.</summary>
    private sealed class Reports(TextWriter output, int count) : IProgress<ClipSummary>
    {
        public void Report(ClipSummary value)
        {
            if (value.Frames % ReportEvery == 0 && value.Frames < count)
            {
                output.WriteLine($"{value.Frames} of {count} frames");
            }
        }
    }
}
