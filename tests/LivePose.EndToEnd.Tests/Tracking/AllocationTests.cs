using System.Globalization;
using LivePose.App;
using LivePose.App.Progress;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.EndToEnd.Tests.Tracking;

/// <summary>Managed memory of a run in steady state. Alone, because the counter is the whole process's.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
[Trait("Category", "Slow")]
public sealed class AllocationTests : IDisposable
{
    private const int Frames = 220, Warm = 80;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AFrameFromFileToJsonLinesCostsAtMostAKilobyte()
    {
        string clip = _folder.File("clip.mp4");
        Ffmpeg.Run(string.Create(CultureInfo.InvariantCulture,
            $"-stream_loop 1 -i {SharedData.Path("video", "pose_1.mp4")} -frames:v {Frames} -vf scale=288:288 -an -c:v libx264 -preset ultrafast {clip}"));
        TrackingSettings settings = new()
        {
            DetectorPath = SharedData.Path("models", "detectors", "picodet_s_320_pedestrian.onnx"),
            PosePath = SharedData.Path("models", "pose", "pp_tinypose_128x96.onnx"),
            Threads = 2,
        };
        using TrackingNetworks networks = TrackingNetworks.Load(settings, 1, NullLogger.Instance);
        using IFrameSource source = FrameSource.Open(clip, new SourceOptions(), NullLogger.Instance);
        using MeteredSink sink = new(new PoseLinesSink(_folder.File("clip.poses.jsonl")));
        RunSummary summary = await new TrackingRun(settings, networks, new RunCounters()).RunAsync(source, sink, TestContext.Current.CancellationToken);
        Assert.Equal(Frames, summary.Frames);
        Assert.True(summary.People >= Frames / 2, $"{summary.People} people");
        double perFrame = (sink.AllocatedAt[^1] - sink.AllocatedAt[Warm]) / (double)(Frames - 1 - Warm);
        TestContext.Current.TestOutputHelper?.WriteLine($"{perFrame:F0} bytes a frame");
        Assert.InRange(perFrame, 0, 1024);
    }

    /// <summary>Notes after every frame what the process has allocated so far.</summary>
    private sealed class MeteredSink(PoseLinesSink inner) : IPoseSink
    {
        private int _count;

        public long[] AllocatedAt { get; } = new long[Frames];

        public void Begin(SinkHeader header) => inner.Begin(header);

        public void Write(Frame frame)
        {
            inner.Write(frame);
            AllocatedAt[_count++] = GC.GetTotalAllocatedBytes(precise: true);
        }

        public void Complete() => inner.Complete();

        public void Dispose() => inner.Dispose();
    }
}
