using LivePose.App;
using LivePose.App.Drawing;
using LivePose.App.Progress;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Benchmarks.Pipeline;

/// <summary>
/// End to end, file to JSON Lines: frames/s over the bound cores / (CPU of decoding a frame + CPU of bare inference for its share
/// of detections and crops), all measured by this process; bytes allocated per frame; and the latency that a live run adds.
/// </summary>
internal static class PipelineCommand
{
    private const int WarmFrames = 300;

    public static async Task<int> RunAsync(string[] args)
    {
        string? video = Arguments.Value(args, "--video"), detector = Arguments.Value(args, "--detector"), pose = Arguments.Value(args, "--pose");
        if (video is null || detector is null || pose is null)
        {
            await Console.Error.WriteLineAsync("usage: pipeline --video FILE --detector FILE --pose FILE [--repeats N] [--detect-every N] [--render LAYOUT]").ConfigureAwait(false);
            return 2;
        }

        int repeats = Arguments.Number(args, "--repeats", 3);
        ThreadPool.SetMinThreads(16, 16);
        TrackingSettings settings = new()
        {
            DetectorPath = detector,
            PosePath = pose,
            DetectEvery = Arguments.Number(args, "--detect-every", 0),
        };
        using TrackingNetworks networks = TrackingNetworks.Load(settings, threadsPerRun: 1, NullLogger.Instance);
        if (Arguments.Value(args, "--render") is { } name)
        {
            SceneLayout layout = SceneLayout.Find(name) ?? throw new ArgumentException($"There is no layout '{name}'.");
            await RenderedPipeline.RunAsync(video, settings, networks, layout, repeats).ConfigureAwait(false);
            return 0;
        }

        string json = Path.Combine(Path.GetTempPath(), $"livepose-bench-{Environment.ProcessId}.jsonl");
        try
        {
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                (Bound alone, Bound busy) = Measure(video, settings, networks);
                await RunOnceAsync(video, json, settings, networks, alone, busy).ConfigureAwait(false);
            }

            await LiveLatency.RunAsync(video, settings).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(json);
        }

        return 0;
    }

    private static (Bound Alone, Bound Busy) Measure(string video, TrackingSettings settings, TrackingNetworks networks)
    {
        ModelDescriptor detector = networks.Detector!.Descriptor, pose = networks.Pose.Descriptor;
        double decode = DecodeSeconds(video);
        Bound alone = new(decode, BareInference.Alone(settings.DetectorPath!, detector), BareInference.Alone(settings.PosePath, pose));
        Bound busy = new(decode, BareInference.SideBySide(settings.DetectorPath!, detector), BareInference.SideBySide(settings.PosePath, pose));
        Print($"bare CPU ms: decode {1e3 * decode:F2}; alone: detector {1e3 * alone.Detection:F2}, pose {1e3 * alone.Crop:F2}; one on every core: detector {1e3 * busy.Detection:F2}, pose {1e3 * busy.Crop:F2}");
        return (alone, busy);
    }

    private static double DecodeSeconds(string video)
    {
        using IFrameSource source = FrameSource.Open(video, new SourceOptions(), NullLogger.Instance);
        FrameBatch batch = new FramePool(1, 1, new FrameLayout(1, 1)).Rent(CancellationToken.None);
        int frames = 0;
        double total = ProcessorTime.PerItem(1, () =>
        {
            while (source.TryRead(batch.Next))
            {
                frames++;
            }
        });
        return total / frames;
    }

    private static async Task RunOnceAsync(string video, string json, TrackingSettings settings, TrackingNetworks networks, Bound alone, Bound busy)
    {
        using IFrameSource source = FrameSource.Open(video, new SourceOptions(), NullLogger.Instance);
        TimeSpan before = networks.Detector!.RunTime + networks.Pose.RunTime;
        using MeasuringSink sink = new(new PoseLinesSink(json), WarmFrames);
        RunSummary summary = await new TrackingRun(settings, networks, new RunCounters()).RunAsync(source, sink, CancellationToken.None).ConfigureAwait(false);
        double cropsPerFrame = (double)summary.Crops / summary.Frames, detectionsPerFrame = (double)summary.DetectorRuns / summary.Frames;
        double rate = sink.Frames / sink.Seconds;
        double limit = alone.FramesPerSecond(detectionsPerFrame, cropsPerFrame), busyLimit = busy.FramesPerSecond(detectionsPerFrame, cropsPerFrame);
        double inference = (networks.Detector!.RunTime + networks.Pose.RunTime - before).TotalMilliseconds / summary.Frames;
        Print($"pipeline {rate:F1} frames/s, bound {limit:F1}, ratio {rate / limit:F3}; with every core busy: bound {busyLimit:F1}, ratio {rate / busyLimit:F3} | {summary.Frames} frames, {inference:F2} ms inference a frame, {detectionsPerFrame:F3} detections and {cropsPerFrame:F2} crops a frame, "
            + $"CPU {1e3 * sink.CpuSeconds / sink.Frames:F2} ms a frame ({Environment.ProcessorCount / busyLimit / (sink.CpuSeconds / sink.Frames):F3} of it bare), cores busy {sink.CpuSeconds / sink.Seconds:F2}, allocated {(double)sink.AllocatedBytes / sink.Frames:F0} B a frame");
    }

    internal static void Print(string text) => Console.WriteLine(text);

    /// <summary>CPU seconds of decoding a frame, of one bare detection and of one bare crop.</summary>
    private readonly record struct Bound(double Decode, double Detection, double Crop)
    {
        public double FramesPerSecond(double detections, double crops) => Environment.ProcessorCount / (Decode + (detections * Detection) + (crops * Crop));
    }
}
