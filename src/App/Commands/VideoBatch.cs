using System.Globalization;
using LivePose.App.Bodies;
using LivePose.App.Drawing;
using LivePose.App.Progress;
using LivePose.App.Stages;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging;

namespace LivePose.App.Commands;

/// <summary>Several inputs, one after another, with the same networks; one that fails does not stop the rest.</summary>
internal sealed class VideoBatch(
    TrackingSettings settings, FittingSettings? fitting, IReadOnlyList<string> formats, SceneLayout? layout, string folder, ILoggerFactory logs, TextWriter output, TextWriter error)
{
    /// <summary>Runs all inputs and prints a line for each.</summary>
    /// <returns>0 when all went well, 1 when one failed, 130 when interrupted.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> inputs, CancellationToken stop)
    {
        using GlThread? drawing = layout is null ? null : new GlThread();
        using TrackingNetworks networks = TrackingNetworks.Load(settings, threadsPerRun: 1, logs.CreateLogger("models"));
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        List<string> failed = [];
        foreach (string input in inputs)
        {
            if (stop.IsCancellationRequested)
            {
                break;
            }

            try
            {
                await output.WriteLineAsync(await RunOneAsync(input, inputs, networks, drawing, names, stop).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not UsageException) // whatever it is, the other inputs are not to blame
            {
                failed.Add(input);
                await error.WriteLineAsync(Sentence.Line(e, input)).ConfigureAwait(false);
            }
        }

        if (failed.Count > 0 && inputs.Count > 1)
        {
            await error.WriteLineAsync($"livepose: {failed.Count} of {inputs.Count} inputs failed: {string.Join(", ", failed)}").ConfigureAwait(false);
        }

        return stop.IsCancellationRequested ? ExitCode.Interrupted : failed.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    /// <returns>The line that says what came of it.</returns>
    private async Task<string> RunOneAsync(string input, IReadOnlyList<string> inputs, TrackingNetworks networks, GlThread? drawing, HashSet<string> names, CancellationToken stop)
    {
        ILogger logger = logs.CreateLogger("video");
        using IFrameSource source = FrameSource.Open(input, new SourceOptions(), logger);
        if (source.Info.IsLive)
        {
            throw new ArgumentException($"'{input}' is a camera or a stream; use 'livepose live --source {input}'.");
        }

        string name = UniqueName(input, names);
        if (formats.Contains("video"))
        {
            Overwriting.Refuse(Path.Combine(folder, $"{name}.mp4"), inputs);
        }

        using FitStage? fit = fitting is null ? null : FitStage.Create(fitting, source.Info, networks.Keypoints, settings, folder, name);
        using SinkSet sinks = Sinks(name, networks, drawing, fit, logger);
        RunCounters counters = new();
        RunDisplay display = new(source.Info.Name, source.Info.FrameCount, counters, () => source.Dropped, error, TimeProvider.System);
        Task<RunSummary> run = new TrackingRun(settings, networks, counters, fit).RunAsync(source, sinks, stop);
        await display.ShowAsync(run).ConfigureAwait(false);
        string poses = Describe(await run.ConfigureAwait(false));
        return fit is null ? poses : $"{poses}; {fit.Describe()}";
    }

    /// <summary>The results: the film is drawn by OpenGL where a layout asks for it, else by OpenCV.</summary>
    private SinkSet Sinks(string name, TrackingNetworks networks, GlThread? drawing, FitStage? fit, ILogger logger)
    {
        if (layout is null || drawing is null)
        {
            return PoseSinks.Create(formats, folder, name, new VideoSinkOptions(), logger);
        }

        RenderedVideoSink film = new(
            Path.Combine(folder, $"{name}.mp4"), layout, drawing, fit, ActiveDevice.NameOf(networks.Pose.Device.Device), new VideoSinkOptions(), logger);
        return new SinkSet([PoseSinks.Create(formats.Where(format => format != "video"), folder, name, new VideoSinkOptions(), logger), film]);
    }

    /// <summary>Name of the result files: the input's own, with a number when two inputs share it.</summary>
    private static string UniqueName(string input, HashSet<string> names)
    {
        string name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(input)));
        string unique = PoseSinks.FileName(name);
        for (int n = 2; !names.Add(unique); n++)
        {
            unique = PoseSinks.FileName(string.Create(CultureInfo.InvariantCulture, $"{name}-{n}"));
        }

        return unique;
    }

    private string Describe(RunSummary run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Name}: {run.Frames} frames, {run.Rate:F1} frames/s, {run.Identities} people, {run.Elapsed.TotalSeconds:F1} s, detector in {run.DetectorRuns} frames -> {folder}");
}
