using LivePose.App;
using LivePose.App.Progress;
using LivePose.Capture.Sinks;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.EndToEnd.Tests.Faults;

/// <summary>A run whose source or sink fails: the error is told, and what was written before is readable.</summary>
public sealed class RunFaultTests(TinyNetworks networks) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ASourceThatFailsLeavesTheFramesBeforeIt(bool isLive)
    {
        string path = _folder.File("a.poses.jsonl");
        using SyntheticSource source = new(isLive, index =>
        {
            Breaking.From(index, 30);
            return true;
        });
        using PoseLinesSink sink = new(path);
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(source, sink));
        Assert.Equal(Breaking.Message, error.Message);
        Assert.InRange(PoseLog.Read(path).Lines.Count, 1, 30);
    }

    [Fact]
    public async Task ASinkThatFailsDoesNotTakeTheOthersWithIt()
    {
        string path = _folder.File("a.poses.jsonl");
        using SyntheticSource source = new(isLive: false, _ => true);
        using SinkSet sinks = new([new PoseLinesSink(path), new BreakingSink(12)]);
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(source, sinks));
        Assert.Equal(Breaking.Message, error.Message);
        Assert.Equal(13, PoseLog.Read(path).Lines.Count);
    }

    [Fact]
    public void ABugIsToldInOneSentenceToo()
    {
        string line = Sentence.Line(new InvalidOperationException("no such lane\nat all."), "clip.mp4");
        Assert.Equal("livepose: 'clip.mp4': LivePose itself failed (InvalidOperationException: no such lane at all); run again with LIVEPOSE_TRACE=1 and report what it prints.", line);
    }

    private async Task RunAsync(SyntheticSource source, IPoseSink sinks)
    {
        TrackingSettings settings = new() { DetectorPath = networks.Detector, PosePath = networks.Pose, Threads = 2, MaxPeople = 4 };
        using TrackingNetworks loaded = TrackingNetworks.Load(settings, 1, NullLogger.Instance);
        await new TrackingRun(settings, loaded, new RunCounters()).RunAsync(source, sinks, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(300));
    }

    private sealed class BreakingSink(long breaksAt) : IPoseSink
    {
        public void Begin(SinkHeader header)
        {
        }

        public void Write(Frame frame) => Breaking.From(frame.Stamp.Index, breaksAt);

        public void Complete() => Breaking.From(0, 0);

        public void Dispose()
        {
        }
    }
}
