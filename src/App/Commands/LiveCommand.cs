using System.CommandLine;
using System.Globalization;
using LivePose.App.Bodies;
using LivePose.App.Progress;
using LivePose.App.Stages;
using LivePose.App.Window;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.Pose.Onnx;
using LivePose.Render;
using Microsoft.Extensions.Logging;

namespace LivePose.App.Commands;

/// <summary><c>livepose live --source S</c>: tracks people in a camera or stream as it happens.</summary>
internal static class LiveCommand
{
    private static readonly Option<string> Source = new("--source", "-s")
    {
        Description = "Camera number or /dev/videoN, rtsp or http address, or a file.",
        HelpName = "S",
        DefaultValueFactory = _ => "0",
    };

    private static readonly Option<FileInfo?> Record = new("--record")
    {
        Description = "Write the annotated video to this file.",
        HelpName = "FILE",
    };

    private static readonly Option<FileInfo?> Json = new("--json")
    {
        Description = "Write poses as JSON Lines to this file, one frame a line, flushed.",
        HelpName = "FILE",
    };

    private static readonly Option<double> Seconds = new("--seconds")
    {
        Description = "Stop after this many seconds; 0 = at the end of the source or at Ctrl-C.",
        HelpName = "T",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<DirectoryInfo?> Output = new("--output", "-o")
    {
        Description = "Folder for the results of --fit and for what the window saves; default: that of --json or --record, else the current one.",
        HelpName = "DIR",
    };

    private static readonly Option<bool> Show = new("--window")
    {
        Description = "Show it in a window, or fail; default: where there is a display.",
    };

    private static readonly Option<bool> Hide = new("--no-window")
    {
        Description = "Show nothing.",
    };

    public static Command Create()
    {
        Command command = new("live", "Track people in a camera or stream as it happens; the newest frame always wins.")
        {
            Source, Record, Json, Seconds, Output, Show, Hide,
        };
        ModelOptions.AddTo(command);
        FittingOptions.AddSwitchedTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken interrupt)
    {
        TrackingSettings settings = ModelOptions.Read(result);
        double seconds = result.GetValue(Seconds);
        if (!(seconds is >= 0 and <= 1e6))
        {
            throw new UsageException($"--seconds {seconds.ToString(CultureInfo.InvariantCulture)} is outside 0 (no limit) to 1000000.");
        }

        if (result.GetValue(Show) && result.GetValue(Hide))
        {
            throw new UsageException("--window contradicts --no-window; leave one of them out.");
        }

        FittingSettings? fitting = FittingOptions.ReadSwitched(result);
        using ILoggerFactory logs = Logs.Create(result.GetValue(ModelOptions.Verbose) ? LogLevel.Debug : LogLevel.Information);
        IFrameSource opened = FrameSource.Open(result.GetValue(Source)!, new SourceOptions(), logs.CreateLogger("source"));
        using IFrameSource source = WantsWindow(result) && IsFilm(opened.Info) ? new PacedSource(opened) : opened;

        // Live, all threads share one run, for the shortest wait; from a file each works on its own batch.
        using TrackingNetworks networks = TrackingNetworks.Load(settings, source.Info.IsLive ? settings.Threads : 1, logs.CreateLogger("models"));
        RunCounters counters = new();
        Func<long> drops = () => source.Dropped + counters.Dropped;
        RunDisplay display = new(source.Info.Name, source.Info.FrameCount, counters, drops, result.InvocationConfiguration.Error, TimeProvider.System);
        string folder = FolderOf(result), name = PoseSinks.FileName(Path.GetFileNameWithoutExtension(source.Info.Name));
        using FitStage? fit = fitting is null ? null : FitStage.Create(fitting, source.Info, networks.Keypoints, settings, folder, name);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        WindowScene scene = new(
            source.Info, networks.Keypoints, new FrameLayout(settings.MaxPeople, networks.Keypoints.Count), fit,
            ActiveDevice.NameOf(networks.Pose.Device.Device), counters, drops, folder, name);
        using LiveWindow? window = OpenWindow(result, scene, stop.Cancel, logs.CreateLogger("window"));
        using SinkSet sinks = Sinks(result, window is null ? null : new WindowSink(window.Newest, fit), logs.CreateLogger("record"));
        if (seconds > 0)
        {
            stop.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        Task<RunSummary> run = new TrackingRun(settings, networks, counters, fit).RunAsync(source, sinks, stop.Token);
        await display.ShowAsync(run).ConfigureAwait(false);
        RunSummary summary = await run.ConfigureAwait(false);
        window?.Complete();
        string told = string.Join("; ", new[] { Describe(summary), Describe(window), fit?.Describe() }.OfType<string>());
        await result.InvocationConfiguration.Output.WriteLineAsync(told).ConfigureAwait(false);
        return interrupt.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static bool WantsWindow(ParseResult result)
    {
        bool hasDisplay = !OperatingSystem.IsLinux() || IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY");
        return !result.GetValue(Hide) && (result.GetValue(Show) || hasDisplay);
    }

    /// <summary>True for what has a speed of its own to be shown at.</summary>
    private static bool IsFilm(SourceInfo source) => !source.IsLive && source.FrameNames is null;

    /// <summary>The window that was asked for, or the one that a display allows; null = none.</summary>
    private static LiveWindow? OpenWindow(ParseResult result, WindowScene scene, Action closed, ILogger logger)
    {
        if (!WantsWindow(result))
        {
            logger.LogInformation("No window is shown{Reason}.", result.GetValue(Hide) ? "" : ", because there is no display");
            return null;
        }

        try
        {
            return new LiveWindow(scene, closed, logger);
        }
        catch (GraphicsException e) when (!result.GetValue(Show))
        {
            logger.LogWarning("No window is shown: {Reason}", e.Message);
            return null;
        }
    }

    private static string FolderOf(ParseResult result) =>
        (result.GetValue(Output) ?? result.GetValue(Json)?.Directory ?? result.GetValue(Record)?.Directory)?.FullName ?? Environment.CurrentDirectory;

    private static SinkSet Sinks(ParseResult result, WindowSink? window, ILogger logger)
    {
        List<IPoseSink> sinks = [];
        if (result.GetValue(Json) is { } json)
        {
            sinks.Add(new PoseLinesSink(json.FullName));
        }

        if (result.GetValue(Record) is { } record)
        {
            Overwriting.Refuse(record.FullName, [result.GetValue(Source)!]);
            sinks.Add(new VideoSink(record.FullName, new VideoSinkOptions(), logger));
        }

        if (window is not null)
        {
            sinks.Add(window);
        }

        return new SinkSet(sinks);
    }

    private static string Describe(RunSummary run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Name}: {run.Frames} frames, {run.Rate:F1} frames/s, {run.Identities} people, {run.Dropped} dropped, frame age p50 {run.AgeMedian.TotalMilliseconds:F1} ms, p99 {run.AgeP99.TotalMilliseconds:F1} ms");

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static string? Describe(LiveWindow? window) => window is null ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"on screen {window.Ages.Count} frames, age p50 {window.Ages.Quantile(0.5).TotalMilliseconds:F1} ms, p99 {window.Ages.Quantile(0.99).TotalMilliseconds:F1} ms");
}
