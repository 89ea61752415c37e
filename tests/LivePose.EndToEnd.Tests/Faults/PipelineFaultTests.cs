using LivePose.App;
using LivePose.App.Stages;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Pose.Detect;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.EndToEnd.Tests.Faults;

/// <summary>The whole pipeline, broken or stopped at a random frame in every place, many times: it always ends, and no batch is lost.</summary>
public class PipelineFaultTests(TinyNetworks networks)
{
    private const int Runs = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);
    private static readonly FrameLayout Layout = new(4, 17);

    public enum Place
    {
        Source,
        Locate,
        Lane,
        Track,
        Fit,
        Record,
    }

    [Theory]
    [InlineData(Place.Source)]
    [InlineData(Place.Locate)]
    [InlineData(Place.Lane)]
    [InlineData(Place.Track)]
    [InlineData(Place.Fit)]
    [InlineData(Place.Record)]
    public async Task AFaultAnywhereOfflineEndsEverything(Place place)
    {
        for (int run = 0; run < Runs; run++)
        {
            using Line line = new(run, place, breaksAt: run / 2, stopsAt: -1);
            InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => line.RunOfflineAsync().WaitAsync(Patience, TestContext.Current.CancellationToken));
            Assert.Equal(Breaking.Message, error.Message);
            Assert.Equal(line.Pool.Size, line.Pool.FreeCount);
            Assert.Equal(Enumerable.Range(0, line.Seen.Count).Select(i => (long)i), line.Seen);
            Assert.True(line.Seen.Count <= run / 2);
        }
    }

    [Fact]
    public async Task AStopOfflineFinishesWhatIsUnderWay()
    {
        for (int run = 0; run < Runs; run++)
        {
            using Line line = new(run, Place.Source, breaksAt: -1, stopsAt: run);
            await line.RunOfflineAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.Equal(line.Pool.Size, line.Pool.FreeCount);
            Assert.True(line.Seen.Count >= run);
            Assert.Equal(Enumerable.Range(0, line.Seen.Count).Select(i => (long)i), line.Seen);
        }
    }

    [Theory]
    [InlineData(Place.Source)]
    [InlineData(Place.Locate)]
    [InlineData(Place.Fit)]
    [InlineData(Place.Record)]
    public async Task AFaultAnywhereLiveEndsEverything(Place place)
    {
        for (int run = 0; run < Runs; run++)
        {
            using Line line = new(run, place, breaksAt: run % 10, stopsAt: -1);
            InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => line.RunLiveAsync().WaitAsync(Patience, TestContext.Current.CancellationToken));
            Assert.Equal(Breaking.Message, error.Message);
            Assert.Equal(line.Pool.Size, line.Pool.FreeCount);
        }
    }

    [Fact]
    public async Task AStopLiveFinishesWhatIsUnderWay()
    {
        for (int run = 0; run < Runs; run++)
        {
            using Line line = new(run, Place.Source, breaksAt: -1, stopsAt: run);
            await line.RunLiveAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.Equal(line.Pool.Size, line.Pool.FreeCount);
            Assert.Equal(line.Seen.Order().Distinct(), line.Seen);
        }
    }

    /// <summary>The real look-ahead stage holds batches: they come home too when a later stage breaks.</summary>
    [Fact]
    public async Task TheLookAheadStageGivesItsBatchesBack()
    {
        using Network network = Network.Load(networks.Detector, new NetworkOptions { Device = ComputeDevice.Cpu, MaxBatch = 1 }, NullLogger.Instance);
        for (int run = 0; run < Runs; run++)
        {
            using LocateStage locate = new(new FrameDetector(new PersonDetector(network), strongScore: 0.35f), Layout, framesPerBatch: 4, detectEvery: run % 5);
            using Line line = new(run, (Place)(1 + (run % 5)), breaksAt: run, stopsAt: -1) { Locate = locate };
            Exception? error = await Record.ExceptionAsync(() => line.RunOfflineAsync().WaitAsync(Patience, TestContext.Current.CancellationToken));
            Assert.Equal(line.Place == Place.Locate, error is null);
            Assert.Equal(line.Pool.Size, line.Pool.FreeCount);
        }
    }

    /// <summary>One pipeline of scripted stages over a source of 100 frames.</summary>
    private sealed class Line(int seed, Place place, long breaksAt, long stopsAt) : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public FramePool Pool { get; } = new(9, 1 + (seed % 4), Layout);

        public Place Place => place;

        public List<long> Seen { get; } = [];

        public IStage<Captured, Located>? Locate { get; init; }

        /// <summary>Absent in every second run, because it may be.</summary>
        private ScriptedStage<Tracked, Fitted>? Fit =>
            place == Place.Fit || seed % 2 == 0 ? Stage<Tracked, Fitted>(Place.Fit, batch => new Fitted(batch)) : null;

        public async Task RunOfflineAsync()
        {
            using SyntheticSource source = Source(isLive: false);
            await Pipeline.RunOfflineAsync(
                source, Pool, Locate ?? Stage<Captured, Located>(Place.Locate, batch => new Located(batch)),
                [.. Enumerable.Range(0, 1 + (seed % 3)).Select(_ => Stage<Located, Posed>(Place.Lane, batch => new Posed(batch)))],
                Stage<Posed, Tracked>(Place.Track, batch => new Tracked(batch)), Fit, Record, _stop.Token);
        }

        public async Task RunLiveAsync()
        {
            using SyntheticSource source = Source(isLive: true);
            await Pipeline.RunLiveAsync(source, Pool, Stage<Captured, Tracked>(Place.Locate, batch => new Tracked(batch)), Fit, Record, _ => { }, _stop.Token);
        }

        public void Dispose() => _stop.Dispose();

        private SyntheticSource Source(bool isLive) => new(isLive, index =>
        {
            Breaking.From(index, place == Place.Source ? breaksAt : -1);
            return stopsAt >= 0 || index < 100;
        });

        private ScriptedStage<TIn, TOut> Stage<TIn, TOut>(Place where, Func<FrameBatch, TOut> wrap)
            where TIn : struct, IPacket
            where TOut : struct, IPacket => new(wrap, where == place ? breaksAt : -1, new Random(seed));

        private void Record(FrameBatch batch)
        {
            foreach (Frame frame in batch.Frames)
            {
                Breaking.From(frame.Stamp.Index, place == Place.Record ? breaksAt : -1);
                Seen.Add(frame.Stamp.Index);
            }

            if (stopsAt >= 0 && Seen.Count >= stopsAt)
            {
                _stop.Cancel();
            }
        }
    }
}
