using LivePose.App;
using LivePose.App.Progress;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.EndToEnd.Tests.Tracking;

/// <summary>The live pipeline on real video, frame by frame, so that its result does not hang on this machine's speed.</summary>
public sealed class LiveClipTests : IDisposable
{
    private const int Frames = 40;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task BothPeopleKeepOneIdEachWithFewDetections()
    {
        string clip = _folder.File("clip.mp4"), json = _folder.File("clip.poses.jsonl");
        Ffmpeg.Run($"-i {SharedData.Path("video", "pose2sim_single_cam01.mp4")} -frames:v {Frames} -vf scale=360:-2 -an -c:v libx264 -preset ultrafast {clip}");
        TrackingSettings settings = new()
        {
            DetectorPath = SharedData.Path("models", "detectors", "rtmdet_nano_person.onnx"),
            PosePath = SharedData.Path("models", "pose", "pp_tinypose_128x96.onnx"),
            Threads = 2,
        };
        using TrackingNetworks networks = TrackingNetworks.Load(settings, settings.Threads, NullLogger.Instance);
        using SemaphoreSlim turn = new(1);
        using SteppedSource source = new(FrameSource.Open(clip, new SourceOptions(), NullLogger.Instance), turn);
        using SteppedSink sink = new(new PoseLinesSink(json), turn);
        RunSummary summary = await new TrackingRun(settings, networks, new RunCounters()).RunAsync(source, sink, TestContext.Current.CancellationToken);
        Assert.Equal((Frames, 0), (summary.Frames, summary.Dropped));
        Assert.InRange(summary.DetectorRuns, 1, Frames / 2);
        PoseLog log = PoseLog.Read(json);
        Assert.All(log.Lines, line => Assert.InRange(line.People.Count, 1, 2));
        Assert.Equal(2, log.Lines.SelectMany(line => line.People).DistinctBy(person => person.Id).Count());
    }

    /// <summary>A file that passes for a camera, and gives the next frame when the last one has come through.</summary>
    private sealed class SteppedSource(IFrameSource file, SemaphoreSlim turn) : IFrameSource
    {
        public SourceInfo Info { get; } = file.Info with { IsLive = true };

        public long Dropped => 0;

        public bool TryRead(Frame frame)
        {
            turn.Wait();
            return file.TryRead(frame);
        }

        public void RequestStop()
        {
            file.RequestStop();
            turn.Release();
        }

        public void Dispose() => file.Dispose();
    }

    private sealed class SteppedSink(PoseLinesSink inner, SemaphoreSlim turn) : IPoseSink
    {
        public void Begin(SinkHeader header) => inner.Begin(header);

        public void Write(Frame frame)
        {
            inner.Write(frame);
            turn.Release();
        }

        public void Complete() => inner.Complete();

        public void Dispose() => inner.Dispose();
    }
}
