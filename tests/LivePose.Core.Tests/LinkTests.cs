using System.Threading.Channels;

namespace LivePose.Core.Tests;

/// <summary>Order, losslessness, shutdown on end and on fault: each run many times with random delays.</summary>
public class LinkTests
{
    private const int Runs = 60;

    private static readonly FrameLayout Layout = new(1, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task LanesKeepOrderAndLoseNothing(int lanes)
    {
        for (int run = 0; run < Runs; run++)
        {
            Line line = new(lanes, capacity: run % 3, seed: run);
            List<long> seen = await line.RunAsync(count: 40);
            Assert.Equal(Enumerable.Range(0, 40).Select(i => (long)i), seen);
            Assert.Equal(line.Pool.Size, line.Pool.FreeCount);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task AFaultEndsEveryoneAndEveryBatchComesHome(int lanes)
    {
        for (int run = 0; run < Runs; run++)
        {
            Line line = new(lanes, capacity: run % 2, seed: run) { FaultAt = run % 25 };
            Exception error = await Assert.ThrowsAnyAsync<Exception>(() => line.RunAsync(count: int.MaxValue));
            Assert.Contains("broken on purpose", error.Message, StringComparison.Ordinal);
            Assert.Equal(line.Pool.Size, line.Pool.FreeCount);
        }
    }

    [Fact]
    public async Task AFaultInTheSinkEndsEveryone()
    {
        for (int run = 0; run < Runs; run++)
        {
            Line line = new(lanes: 2, capacity: run % 2, seed: run) { SinkFaultAt = 1 + (run % 25) };
            await Assert.ThrowsAnyAsync<InvalidOperationException>(() => line.RunAsync(count: int.MaxValue));
            Assert.Equal(line.Pool.Size, line.Pool.FreeCount);
        }
    }

    [Fact]
    public async Task StoppingTheSourceFinishesWhatIsUnderWay()
    {
        for (int run = 0; run < Runs; run++)
        {
            Line line = new(lanes: 2, capacity: 1, seed: run);
            line.StopAt = run;
            List<long> seen = await line.RunAsync(count: int.MaxValue);
            Assert.Equal(Enumerable.Range(0, seen.Count).Select(i => (long)i), seen);
            Assert.True(seen.Count >= run);
            Assert.Equal(line.Pool.Size, line.Pool.FreeCount);
        }
    }

    [Fact]
    public async Task AStageThatLooksAheadIsFlushedInOrder()
    {
        Line line = new(lanes: 1, capacity: 1, seed: 0) { HoldsOne = true };
        Assert.Equal([0, 1, 2, 3, 4], await line.RunAsync(count: 5));
        Assert.Equal(line.Pool.Size, line.Pool.FreeCount);
    }

    [Fact]
    public void DropOldestKeepsTheNewestAndReturnsTheRest()
    {
        FramePool pool = new(4, 1, Layout);
        List<long> dropped = [];
        Channel<Captured> link = Link.Create<Captured>(1, BackPressure.DropOldest, packet => dropped.Add(packet.Batch.Frames[0].Stamp.Index));
        for (int i = 0; i < 4; i++)
        {
            Assert.True(link.Writer.TryWrite(new Captured(Batch(pool, i))));
        }

        Assert.Equal([0, 1, 2], dropped);
        Assert.Equal(3, pool.FreeCount);
        Assert.True(link.Reader.TryRead(out Captured kept));
        Assert.Equal(3, kept.Batch.Frames[0].Stamp.Index);
    }

    [Fact]
    public async Task SteadyStateAllocatesAlmostNothing()
    {
        const int Frames = 20_000, Rounds = 20;
        await new Line(lanes: 2, capacity: 1, seed: null).RunAsync(count: 2_000);
        double least = double.PositiveInfinity;
        for (int round = 0; round < Rounds && least > 128; round++) // the counter is the whole process's, and other tests run in it
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Line measured = new(lanes: 2, capacity: 1, seed: null);
            long fixedCost = GC.GetTotalAllocatedBytes(precise: true) - before;
            before = GC.GetTotalAllocatedBytes(precise: true);
            await measured.RunAsync(Frames);
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before - fixedCost) / (double)Frames);
        }

        Assert.InRange(least, 0, 128);
    }

    private static FrameBatch Batch(FramePool pool, long index)
    {
        FrameBatch batch = pool.Rent(TestContext.Current.CancellationToken);
        batch.Next.Stamp = new FrameStamp(index, 0, TimeSpan.Zero);
        batch.Commit();
        return batch;
    }

    /// <summary>source → one stage → lanes → sink, with random short delays.</summary>
    private sealed class Line(int lanes, int capacity, int? seed)
    {
        private volatile bool _stop;

        public FramePool Pool { get; } = new(lanes + 6, 1, Layout);

        public int FaultAt { get; init; } = -1;

        public int SinkFaultAt { get; init; } = -1;

        public int StopAt { get; set; } = -1;

        public bool HoldsOne { get; init; }

        public async Task<List<long>> RunAsync(int count)
        {
            Channel<Captured> captured = Link.Create<Captured>(capacity, BackPressure.Wait);
            Channel<Located> located = Link.Create<Located>(capacity, BackPressure.Wait);
            Channel<Posed> posed = Link.Create<Posed>(capacity, BackPressure.Wait);
            IStage<Captured, Located> first = HoldsOne ? new Holding() : new Passing<Captured, Located>(p => new Located(p.Batch), -1, seed);
            IStage<Located, Posed>[] side = [.. Enumerable.Range(0, lanes).Select(i =>
                new Passing<Located, Posed>(p => new Posed(p.Batch), FaultAt, seed + i))];
            List<long> seen = [];

            Task source = Task.Run(() => Produce(captured.Writer, count));
            Task[] tasks =
            [
                source,
                Task.Run(() => Link.RunAsync(captured.Reader, first, located.Writer, () => _stop = true)),
                Task.Run(() => Link.RunLanesAsync(located.Reader, side, posed.Writer, () => _stop = true)),
                Task.Run(() => Consume(posed.Reader, seen)),
            ];
            await Task.WhenAll(tasks).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            return seen;
        }

        private async Task Produce(ChannelWriter<Captured> output, int count)
        {
            try
            {
                for (long i = 0; i < count && !_stop; i++)
                {
                    await Link.WriteOrReturnAsync(output, new Captured(Batch(Pool, i)));
                }
            }
            finally
            {
                output.TryComplete();
            }
        }

        private Task Consume(ChannelReader<Posed> input, List<long> seen) => Link.ConsumeAsync(
            input,
            batch =>
            {
                seen.Add(batch.Frames[0].Stamp.Index);
                if (seen.Count == SinkFaultAt)
                {
                    throw new InvalidOperationException("broken on purpose");
                }

                _stop |= StopAt >= 0 && seen.Count >= StopAt;
            },
            () => _stop = true);
    }

    private sealed class Passing<TIn, TOut>(Func<TIn, TOut> wrap, int faultAt, int? seed) : IStage<TIn, TOut>
        where TIn : struct, IPacket
        where TOut : struct, IPacket
    {
        private readonly Random? _random = seed is int s ? new Random(s) : null;

        public bool Process(TIn input, out TOut output)
        {
            if (input.Batch.Frames[0].Stamp.Index == faultAt)
            {
                throw new InvalidOperationException("broken on purpose");
            }

            Thread.SpinWait(_random?.Next(2_000) ?? 0);
            output = wrap(input);
            return true;
        }

        public void Dispose()
        {
        }
    }

    private sealed class Holding : IStage<Captured, Located>
    {
        private FrameBatch? _held;

        public bool Process(Captured input, out Located output)
        {
            output = _held is null ? default : new Located(_held);
            bool ready = _held is not null;
            _held = input.Batch;
            return ready;
        }

        public bool Flush(out Located output)
        {
            output = _held is null ? default : new Located(_held);
            bool ready = _held is not null;
            _held = null;
            return ready;
        }

        public void Dispose()
        {
        }
    }
}
