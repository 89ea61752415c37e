using System.CommandLine;
using LivePose.App.Demo;
using LivePose.App.Models;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging;

namespace LivePose.App.Commands;

/// <summary><c>livepose demo</c>: the whole system on a clip that it makes itself.</summary>
internal static class DemoCommand
{
    private const double LongestClip = 60, ShortestClip = 1;

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "Folder for everything that is made; of an earlier demonstration, its files are replaced.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "livepose-demo",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "The clip follows from it.",
        HelpName = "S",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<double> Seconds = new("--seconds")
    {
        Description = "Length of the clip, 1 to 60.",
        HelpName = "T",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<string?> Clip = new("--clip")
    {
        Description = "Use the clip of this folder, made by 'livepose synth video', instead of a new one.",
        HelpName = "DIR",
    };

    private static readonly Option<string> Pose = new("--pose", "--model")
    {
        Description = "Pose network to show instead of the built-in one: an ONNX file, a name of 'livepose models list', or auto.",
        HelpName = "FILE|NAME",
        DefaultValueFactory = _ => ModelChoice.BuiltIn,
    };

    private static readonly Option<string> Detector = new("--detector")
    {
        Description = "Person detector, likewise.",
        HelpName = "FILE|NAME",
        DefaultValueFactory = _ => ModelChoice.BuiltIn,
    };

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        Command command = new("demo", "Show everything on a synthetic clip with the built-in networks: film, poses, bodies, report.")
        {
            Output, Seed, Seconds, Clip, Pose, Detector, ModelOptions.Threads, ModelOptions.Verbose,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        DemoSettings settings = Read(result);
        using ILoggerFactory logs = Logs.Create(result.GetValue(ModelOptions.Verbose) ? LogLevel.Debug : LogLevel.Warning);
        DemoFolder folder = DemoFolder.Prepare(settings.Folder);
        DemoOutcome outcome = await new DemoRun(settings, logs, result.InvocationConfiguration.Error).RunAsync(folder, stop).ConfigureAwait(false);
        DemoSummary.Write(outcome, folder, result.InvocationConfiguration.Output);
        return ExitCode.Done;
    }

    private static DemoSettings Read(ParseResult result)
    {
        ModelChoice choice = ModelChoice.OfThisUser;
        double seconds = result.GetValue(Seconds);
        if (!(seconds is >= ShortestClip and <= LongestClip))
        {
            throw new UsageException($"--seconds {seconds} is outside {ShortestClip} to {LongestClip}.");
        }

        int threads = ModelOptions.ReadThreads(result);
        return new DemoSettings
        {
            Folder = result.GetRequiredValue(Output),
            Seed = result.GetValue(Seed),
            Seconds = seconds,
            Clip = result.GetValue(Clip),
            Tracking = new TrackingSettings
            {
                PosePath = choice.Require(ModelKind.Pose, result.GetRequiredValue(Pose)).Path,
                DetectorPath = choice.Find(ModelKind.Detector, result.GetRequiredValue(Detector))?.Path,
                Threads = threads,
            },
        };
    }
}
