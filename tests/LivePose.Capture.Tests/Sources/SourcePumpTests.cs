using System.Threading.Channels;
using LivePose.Capture.Sources;

namespace LivePose.Capture.Tests.Sources;

public class SourcePumpTests
{
    [Fact]
    public async Task FillsEveryBatchButTheLast()
    {
        FramePool pool = new(3, 4, FramePools.Layout);
        Channel<Captured> link = Link.Create<Captured>(1, BackPressure.Wait);
        Task<PumpCounts> pump = SourcePump.RunAsync(new ScriptedSource(false, i => i < 10), pool, link.Writer, CancellationToken.None);
        List<int> sizes = [];
        List<long> indices = [];
        await foreach (Captured captured in link.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            sizes.Add(captured.Batch.Count);
            foreach (Frame frame in captured.Batch.Frames)
            {
                indices.Add(frame.Stamp.Index);
                Assert.Equal((byte)frame.Stamp.Index, frame.Image.Pixels[0]);
            }

            captured.Batch.Return();
        }

        Assert.Equal([4, 4, 2], sizes);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), indices);
        Assert.Equal(new PumpCounts(10, 3, 0), await pump);
        Assert.Equal(pool.Size, pool.FreeCount);
    }

    [Fact]
    public async Task LiveFramesTravelAlone()
    {
        FramePool pool = new(3, 4, FramePools.Layout);
        Channel<Captured> link = Link.Create<Captured>(1, BackPressure.Wait);
        Task<PumpCounts> pump = SourcePump.RunAsync(new ScriptedSource(true, i => i < 5), pool, link.Writer, CancellationToken.None);
        await foreach (Captured captured in link.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(1, captured.Batch.Count);
            captured.Batch.Return();
        }

        Assert.Equal(5, (await pump).Batches);
    }

    [Fact]
    public async Task AnEmptySourceGivesNoBatch()
    {
        FramePool pool = new(1, 4, FramePools.Layout);
        Channel<Captured> link = Link.Create<Captured>(1, BackPressure.Wait);
        Assert.Equal(default, await SourcePump.RunAsync(new ScriptedSource(false, _ => false), pool, link.Writer, CancellationToken.None));
        Assert.False(link.Reader.TryRead(out _));
        Assert.Equal(1, pool.FreeCount);
    }

    [Fact]
    public async Task NoBatchLeaksAtTheEndAfterAFaultOrAStop()
    {
        Random random = new(7);
        for (int run = 0; run < 100; run++)
        {
            FramePool pool = new(random.Next(1, 4), random.Next(1, 5), FramePools.Layout);
            Channel<Captured> link = Link.Create<Captured>(random.Next(0, 3), random.Next(2) == 0 ? BackPressure.Wait : BackPressure.DropOldest);
            using CancellationTokenSource stop = new();
            int length = random.Next(0, 40), fault = random.Next(4) == 0 ? random.Next(0, 40) : -1, stopAt = random.Next(3) == 0 ? random.Next(0, 20) : -1;
            ScriptedSource source = new(random.Next(2) == 0, i => i == fault ? throw new IOException("the disk broke") : i < length);
            Task<PumpCounts> pump = SourcePump.RunAsync(source, pool, link.Writer, stop.Token);
            long seen = await Consume(link.Reader, stop, stopAt);
            if (fault >= 0 && fault < length && stopAt < 0)
            {
                Assert.Equal("the disk broke", (await Assert.ThrowsAsync<IOException>(() => pump)).Message);
                await Assert.ThrowsAsync<IOException>(() => link.Reader.Completion);
            }
            else
            {
                Exception? error = await Record.ExceptionAsync(async () => Assert.True((await pump).Frames >= seen));
                Assert.True(error is null or IOException { Message: "the disk broke" }, $"{error}");
            }

            Assert.Equal(pool.Size, pool.FreeCount);
        }
    }

    [Fact]
    public async Task StopWhileWaitingForABatchEndsCleanly()
    {
        FramePool pool = new(1, 1, FramePools.Layout);
        Channel<Captured> link = Link.Create<Captured>(2, BackPressure.Wait);
        using CancellationTokenSource stop = new();
        Task<PumpCounts> pump = SourcePump.RunAsync(new ScriptedSource(true, _ => true), pool, link.Writer, stop.Token);
        Captured first = await link.Reader.ReadAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        PumpCounts counts = await pump;
        Assert.Equal(1, counts.Frames);
        Assert.InRange(counts.Starved, 0, 1);
        first.Batch.Return();
        Assert.Equal(1, pool.FreeCount);
    }

    [Fact]
    public async Task AClosedOutputIsAnError()
    {
        FramePool pool = new(2, 1, FramePools.Layout);
        Channel<Captured> link = Link.Create<Captured>(1, BackPressure.Wait);
        link.Writer.Complete();
        await Assert.ThrowsAsync<ChannelClosedException>(() => SourcePump.RunAsync(new ScriptedSource(false, _ => true), pool, link.Writer, CancellationToken.None));
        Assert.Equal(2, pool.FreeCount);
    }

    private static async Task<long> Consume(ChannelReader<Captured> reader, CancellationTokenSource stop, int stopAt)
    {
        long seen = 0;
        try
        {
            await foreach (Captured captured in reader.ReadAllAsync(TestContext.Current.CancellationToken))
            {
                seen += captured.Batch.Count;
                captured.Batch.Return();
                if (stopAt >= 0 && seen >= stopAt)
                {
                    await stop.CancelAsync();
                }
            }
        }
        catch (IOException)
        {
            // the source's fault arrives here as well
        }

        return seen;
    }
}
