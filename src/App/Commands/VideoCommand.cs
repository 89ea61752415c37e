using System.CommandLine;
using LivePose.App.Bodies;
using LivePose.App.Drawing;
using LivePose.Capture.Sinks;
using Microsoft.Extensions.Logging;

namespace LivePose.App.Commands;

/// <summary><c>livepose video INPUT… -o DIR</c>: tracks people through files and images.</summary>
internal static class VideoCommand
{
    private static readonly Argument<string[]> Inputs = new("INPUT")
    {
        Description = "Video files, images, folders or patterns of images.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<DirectoryInfo> Output = new("--output", "-o")
    {
        Description = "Folder for the results; created when absent.",
        HelpName = "DIR",
        Required = true,
    };

    private static readonly Option<string> Formats = new("--formats")
    {
        Description = $"What to write, separated by commas: {string.Join(", ", PoseSinks.Formats)}.",
        DefaultValueFactory = _ => "jsonl,video",
    };

    private static readonly Option<bool> Sequence = new("--sequence")
    {
        Description = "The images of a folder are frames of one film: follow people from one to the next.",
    };

    private static readonly Option<string> Render = new Option<string>("--render")
    {
        Description = "What the video shows, drawn by OpenGL, with --fit with bodies; none = 2D poses, drawn without OpenGL.",
        DefaultValueFactory = _ => "none",
    }.AcceptOnlyFromAmong(["none", .. SceneLayout.Films.Select(layout => layout.Name)]);

    public static Command Create()
    {
        Command command = new("video", "Track people through video files or images and write poses and annotated video.")
        {
            Inputs, Output, Formats, Sequence, Render,
        };
        ModelOptions.AddTo(command);
        FittingOptions.AddSwitchedTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        TrackingSettings settings = ModelOptions.Read(result) with { ImagesAreSequence = result.GetValue(Sequence) };
        string[] formats = ParseFormats(result.GetValue(Formats)!);
        SceneLayout? layout = SceneLayout.Find(result.GetValue(Render)!);
        if (layout is not null && !formats.Contains("video"))
        {
            throw new UsageException($"--render {layout.Name} says how the video is drawn, but --formats leaves it out; add video.");
        }

        FittingSettings? fitting = FittingOptions.ReadSwitched(result, "npz");
        using ILoggerFactory logs = Logs.Create(result.GetValue(ModelOptions.Verbose) ? LogLevel.Debug : LogLevel.Information);
        VideoBatch batch = new(
            settings, fitting, formats, layout, result.GetValue(Output)!.FullName, logs, result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
        return await batch.RunAsync(result.GetValue(Inputs)!, stop).ConfigureAwait(false);
    }

    private static string[] ParseFormats(string list)
    {
        string[] formats = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string? unknown = formats.FirstOrDefault(format => !PoseSinks.Formats.Contains(format));
        return unknown is not null
            ? throw new UsageException($"--formats has '{unknown}'; choose from {string.Join(", ", PoseSinks.Formats)}.")
            : formats.Length == 0 ? throw new UsageException($"--formats is empty; choose from {string.Join(", ", PoseSinks.Formats)}.") : formats;
    }
}
