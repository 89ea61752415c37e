using System.Diagnostics;
using LivePose.App.Progress;
using LivePose.App.Stages;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.Pose.Detect;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Track;

namespace LivePose.App;

/// <summary>One source through the pipeline into its sinks.</summary>
/// <param name="settings">Of finding and following people.</param>
/// <param name="networks">Loaded; of the caller.</param>
/// <param name="counters">Filled while it runs.</param>
/// <param name="fit">Fits bodies after tracking; of the caller. Null = poses only.</param>
internal sealed class TrackingRun(TrackingSettings settings, TrackingNetworks networks, RunCounters counters, FitStage? fit = null)
{
    private readonly ConfidenceChoice _confidence = ConfidenceChoice.Resolve(settings.Confidence, settings.InstanceScore, networks.Pose);

    /// <summary>Pixels of all frames in the pipeline at once, bytes; batches shrink for large pictures.</summary>
    private const long PixelBudget = 512L << 20;

    private const int LongestBatch = 8;

    private static readonly string Version = typeof(TrackingRun).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Reads the source to its end, or until <paramref name="stop"/>; the sinks and the fit are complete afterwards in both cases.</summary>
    /// <remarks>After an error the sinks are finished as well, so that what was produced stays readable, and the error is rethrown.</remarks>
    public async Task<RunSummary> RunAsync(IFrameSource source, IPoseSink sinks, CancellationToken stop)
    {
        long started = Stopwatch.GetTimestamp();
        sinks.Begin(Header(source.Info));
        Work work;
        Recorder recorder = new(sinks, counters);
        try
        {
            work = source.Info.IsLive
                ? await RunLiveAsync(source, recorder, stop).ConfigureAwait(false)
                : await RunOfflineAsync(source, recorder, stop).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            CompleteAfter(e, sinks);
            throw;
        }

        Complete(sinks);
        return new RunSummary(
            source.Info.Name, counters.Frames, counters.People, counters.Identities, source.Dropped + counters.Dropped, work.DetectorRuns, work.Crops,
            Stopwatch.GetElapsedTime(started), counters.Ages.Quantile(0.5), counters.Ages.Quantile(0.99), stop.IsCancellationRequested);
    }

    private async Task<Work> RunOfflineAsync(IFrameSource source, Recorder recorder, CancellationToken stop)
    {
        int lanes = networks.Pose.Device.IsGpu ? 1 : settings.Threads;
        FrameLayout layout = Layout();
        bool unrelated = source.Info.FrameNames is not null && !settings.ImagesAreSequence;
        int batches = (2 * lanes) + (fit is null ? 6 : 8);
        int framesPerBatch = FramesPerBatch(source.Info, batches);
        FramePool pool = new(batches, framesPerBatch, layout);

        FrameDetector? detector = networks.Detector is { } network ? new FrameDetector(new PersonDetector(network), settings.MinScore) : null;
        using IStage<Captured, Located> locate = detector is null
            ? new WholeImageStage()
            : new LocateStage(detector, layout, framesPerBatch, unrelated ? 1 : settings.DetectEvery);
        List<PoseEstimator> estimators = [];
        try
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                estimators.Add(new PoseEstimator(networks.Pose, _confidence.Options(networks.Pose)));
            }

            PoseStage[] poseLanes = [.. estimators.Select(estimator => new PoseStage(estimator))];
            using IStage<Posed, Tracked> track = unrelated ? new NumberStage() : new TrackStage(Follow(layout, out _));
            await Pipeline.RunOfflineAsync(source, pool, locate, poseLanes, track, fit, recorder.Write, stop).ConfigureAwait(false);
        }
        finally
        {
            estimators.ForEach(estimator => estimator.Dispose());
        }

        return new Work(detector?.Runs ?? 0, estimators.Sum(estimator => estimator.Crops));
    }

    private async Task<Work> RunLiveAsync(IFrameSource source, Recorder recorder, CancellationToken stop)
    {
        FrameLayout layout = Layout();
        FramePool pool = new(batches: fit is null ? 6 : 8, framesPerBatch: 1, layout);
        Following following = Follow(layout, out PersonTracker tracker);
        FrameDetector? detector = networks.Detector is { } network ? new FrameDetector(new PersonDetector(network), settings.MinScore) : null;
        LiveRegions? regions = detector is null ? null : new LiveRegions(detector, tracker, settings.DetectEvery, settings.MaxPeople);
        PoseEstimator estimator = new(networks.Pose);
        using LookStage look = new(regions, estimator, following);
        await Pipeline.RunLiveAsync(source, pool, look, fit, recorder.Write, _ => counters.CountDropped(), stop).ConfigureAwait(false);
        return new Work(detector?.Runs ?? 0, estimator.Crops);
    }

    private Following Follow(FrameLayout layout, out PersonTracker tracker)
    {
        tracker = new PersonTracker(layout, networks.Keypoints);
        return new Following(tracker, settings.Smooth ? new PoseSmoother(layout) : null);
    }

    private FrameLayout Layout() => new(settings.MaxPeople, networks.Keypoints.Count);

    private int FramesPerBatch(SourceInfo info, int batches)
    {
        long frameBytes = Math.Max(1, 3L * info.Width * info.Height);
        int wanted = Math.Max(LongestBatch, Math.Min(settings.DetectEvery, 4 * LongestBatch));
        return (int)Math.Clamp(PixelBudget / (batches * frameBytes), 1, wanted);
    }

    private SinkHeader Header(SourceInfo info)
    {
        return new SinkHeader(
            info.Name, info.Width, info.Height, info.FramesPerSecond, networks.Keypoints, $"livepose {Version}",
            [.. new[] { networks.Detector is null ? null : settings.DetectorPath, settings.PosePath }.OfType<string>().Select(path => Path.GetFileName(path))],
            _confidence.ConfidenceMeaning, _confidence.VisibilityMeaning)
        {
            FrameNames = info.FrameNames,
        };
    }

    private void Complete(IPoseSink sinks)
    {
        try
        {
            sinks.Complete();
        }
        finally
        {
            fit?.Complete();
        }
    }

    private void CompleteAfter(Exception error, IPoseSink sinks)
    {
        try
        {
            Complete(sinks);
        }
        catch (Exception e)
        {
            // The sink that failed cannot be finished either; the first error is the one to report.
            Debug.WriteLine($"{error.Message}; then: {e.Message}");
        }
    }

    /// <summary>What the networks did.</summary>
    private readonly record struct Work(long DetectorRuns, long Crops);
}
