using System.Diagnostics;
using LivePose.App;
using LivePose.App.Progress;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Benchmarks.Pipeline;

/// <summary>Live: for each frame, its age at the end of the pipeline less the time that its own inference took.</summary>
internal static class LiveLatency
{
    public static async Task RunAsync(string video, TrackingSettings settings)
    {
        using TrackingNetworks networks = TrackingNetworks.Load(settings, settings.Threads, NullLogger.Instance);
        using PacedSource source = new(FrameSource.Open(video, new SourceOptions(), NullLogger.Instance));
        using AgeSink sink = new(networks);
        RunSummary summary = await new TrackingRun(settings, networks, new RunCounters()).RunAsync(source, sink, CancellationToken.None).ConfigureAwait(false);
        PipelineCommand.Print($"live: {summary.Frames} frames, {summary.Dropped} dropped, frame age p50 {Ms(summary.AgeMedian)} p99 {Ms(summary.AgeP99)} ms, "
            + $"added beyond inference p50 {Ms(sink.Added.Quantile(0.5))} p99 {Ms(sink.Added.Quantile(0.99))} ms, allocated {sink.BytesPerFrame:F0} B a frame");
    }

    private static double Ms(TimeSpan time) => Math.Round(time.TotalMilliseconds, 2);

    /// <summary>The look stage and this sink alternate on one frame at a time, so what the networks ran since the last frame is this frame's inference.</summary>
    private sealed class AgeSink(TrackingNetworks networks) : IPoseSink
    {
        private const int WarmFrames = 30;
        private TimeSpan _inference;
        private long _frames, _startBytes, _endBytes;

        public AgeHistogram Added { get; } = new();

        public double BytesPerFrame => (double)(_endBytes - _startBytes) / Math.Max(1, _frames - WarmFrames);

        public void Begin(SinkHeader header)
        {
        }

        public void Write(Frame frame)
        {
            TimeSpan age = Stopwatch.GetElapsedTime(frame.Stamp.CapturedTicks), inference = networks.Detector!.RunTime + networks.Pose.RunTime;
            if (++_frames > WarmFrames)
            {
                Added.Add(age - (inference - _inference));
            }
            else if (_frames == WarmFrames)
            {
                _startBytes = GC.GetTotalAllocatedBytes(precise: true);
            }

            _inference = inference;
        }

        public void Complete() => _endBytes = GC.GetTotalAllocatedBytes(precise: true);

        public void Dispose()
        {
        }
    }
}
