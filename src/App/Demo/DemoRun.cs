using System.Diagnostics;
using LivePose.App.Bodies;
using LivePose.App.Drawing;
using LivePose.App.Progress;
using LivePose.App.Stages;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.Fitting.Body;
using LivePose.Pose.Onnx;
using LivePose.Render;
using LivePose.Synth.Clips;
using Microsoft.Extensions.Logging;

namespace LivePose.App.Demo;

/// <summary>The whole system on a clip that it makes itself: poses, bodies, film, and what all of it is worth against the truth.</summary>
internal sealed class DemoRun(DemoSettings settings, ILoggerFactory logs, TextWriter error)
{
    private const double FramesPerSecond = 25;

    private readonly List<(string Part, double Seconds)> _parts = [];

    /// <summary>Runs it and writes everything into the folder.</summary>
    /// <param name="folder">Prepared.</param>
    /// <param name="stop">Ends it between parts, and tracking at once.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<DemoOutcome> RunAsync(DemoFolder folder, CancellationToken stop)
    {
        DemoClip clip = await TimedAsync("clip", settings.Clip is null ? "drawing a synthetic clip with its truth" : "reading the clip and its truth", () => ClipAsync(folder, stop)).ConfigureAwait(false);
        using TrackingNetworks networks = TrackingNetworks.Load(settings.Tracking, threadsPerRun: 1, logs.CreateLogger("models"));
        using IFrameSource source = clip.Open(logs.CreateLogger("demo"));
        using GlThread? drawing = StartDrawing(out string? withoutGl);
        RunSummary run = await TimedAsync("tracking", "finding, tracking, fitting and drawing everyone", () => TrackAsync(clip, source, networks, drawing, folder, stop)).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        PoseTrial poses = Timed("poses", "comparing poses with the truth", () => PoseTrial.Run(clip, networks.Pose, settings.Tracking.PosePath, stop));
        (IReadOnlyList<FitTrial> fits, int fitted) = Timed("fits", "fitting bodies under every weighting", () => FitTrial.Run(clip, poses));
        IReadOnlyList<(int, byte[])> stills = Timed("pictures", "taking pictures", () => DemoStills.Take(folder));
        DemoOutcome outcome = new()
        {
            Settings = settings,
            Clip = clip,
            Source = source.Info,
            Run = run,
            Device = ActiveDevice.NameOf(networks.Pose.Device.Device),
            Poses = poses,
            Fits = fits,
            FittedPoses = fitted,
            WithoutGl = withoutGl,
            Parts = _parts,
        };
        DemoPage.Write(outcome, stills, folder);
        DemoJson.Write(outcome, folder.Summary);
        return outcome;
    }

    private async Task<DemoClip> ClipAsync(DemoFolder folder, CancellationToken stop)
    {
        if (settings.Clip is string given)
        {
            return DemoClip.Read(given);
        }

        ClipSettings clip = new()
        {
            Folder = folder.Clip,
            Seed = settings.Seed,
            Seconds = settings.Seconds,
            FramesPerSecond = FramesPerSecond,
            People = 3,
            Occluders = true,
            Blur = true,
            Dark = true,
            Threads = settings.Tracking.Threads,
        };
        FrameCount made = new();
        Task writing = Task.Run(() => ClipWriter.Write(clip, made, stop), stop);
        await StatusLine.ShowAsync(writing, () => $"{ClipWriter.VideoName}: {made.Frames}/{clip.FrameCount} frames drawn", error, TimeProvider.System).ConfigureAwait(false);
        await writing.ConfigureAwait(false);
        return DemoClip.Read(folder.Clip);
    }

    /// <summary>The drawing thread, or null and the reason where there is no OpenGL; the film is drawn by OpenCV then.</summary>
    private GlThread? StartDrawing(out string? reason)
    {
        try
        {
            reason = null;
            return new GlThread();
        }
        catch (GraphicsException e)
        {
            reason = Sentence.Of(e);
            error.WriteLine($"livepose: {reason} Bodies are fitted but not drawn.");
            return null;
        }
    }

    private async Task<RunSummary> TrackAsync(
        DemoClip clip, IFrameSource source, TrackingNetworks networks, GlThread? drawing, DemoFolder folder, CancellationToken stop)
    {
        ILogger logger = logs.CreateLogger("demo");
        FittingSettings fitting = new() { Body = BuiltInBody.Model, Focal = clip.Camera.FocalX, Formats = ["npz", "bvh", "glb"] };
        using FitStage fit = FitStage.Create(fitting, source.Info, networks.Keypoints, settings.Tracking, folder.Path, DemoFolder.Name);
        IPoseSink film = drawing is null
            ? new VideoSink(folder.Film, new VideoSinkOptions(), logger)
            : new RenderedVideoSink(folder.Film, SceneLayout.Triptych, drawing, fit, ActiveDevice.NameOf(networks.Pose.Device.Device), new VideoSinkOptions(), logger);
        using SinkSet sinks = new([PoseSinks.Create(["jsonl"], folder.Path, DemoFolder.Name, new VideoSinkOptions(), logger), film]);
        RunCounters counters = new();
        RunDisplay display = new(source.Info.Name, source.Info.FrameCount, counters, () => source.Dropped, error, TimeProvider.System);
        Task<RunSummary> run = new TrackingRun(settings.Tracking, networks, counters, fit).RunAsync(source, sinks, stop);
        await display.ShowAsync(run).ConfigureAwait(false);
        return await run.ConfigureAwait(false);
    }

    private T Timed<T>(string part, string words, Func<T> work)
    {
        long started = Start(words);
        T result = work();
        _parts.Add((part, Stopwatch.GetElapsedTime(started).TotalSeconds));
        return result;
    }

    private async Task<T> TimedAsync<T>(string part, string words, Func<Task<T>> work)
    {
        long started = Start(words);
        T result = await work().ConfigureAwait(false);
        _parts.Add((part, Stopwatch.GetElapsedTime(started).TotalSeconds));
        return result;
    }

    private long Start(string words)
    {
        error.WriteLine($"{_parts.Count + 1} of 5: {words}");
        return Stopwatch.GetTimestamp();
    }

    /// <summary>Frames of the clip that are made.</summary>
    private sealed class FrameCount : IProgress<ClipSummary>
    {
        private int _frames;

        public int Frames => Volatile.Read(ref _frames);

        public void Report(ClipSummary value) => Volatile.Write(ref _frames, value.Frames);
    }
}
