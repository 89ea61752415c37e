using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LivePose;

/// <summary>Bounded hand-offs between stages, and the loops that run stages over them.</summary>
/// <remarks>
/// No loop takes a cancellation token: the source stops, completes its link, and every stage ends because its input ended.
/// A stage that throws completes its output with the error, tells the source through <c>onFault</c>, and drains its input,
/// so that everyone upstream ends and every batch comes home.
/// </remarks>
public static class Link
{
    /// <summary>A hand-off that holds at most <paramref name="capacity"/> batches; a dropped batch goes back to its pool.</summary>
    /// <param name="capacity">0 is a rendezvous: the writer waits for the reader. Each place adds one period of latency.</param>
    /// <param name="policy">Wait or drop.</param>
    /// <param name="dropped">Called for each dropped packet before it is returned, on the writer's thread.</param>
    public static Channel<T> Create<T>(int capacity, BackPressure policy, Action<T>? dropped = null)
        where T : struct, IPacket
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        BoundedChannelOptions options = new(capacity)
        {
            SingleWriter = true,
            SingleReader = true,
            FullMode = policy == BackPressure.Wait ? BoundedChannelFullMode.Wait : BoundedChannelFullMode.DropOldest,
        };
        return Channel.CreateBounded<T>(options, packet =>
        {
            dropped?.Invoke(packet);
            packet.Batch.Return();
        });
    }

    /// <summary>Runs <paramref name="stage"/> on its own until its input ends.</summary>
    public static async Task RunAsync<TIn, TOut>(
        ChannelReader<TIn> input, IStage<TIn, TOut> stage, ChannelWriter<TOut> output, Action? onFault = null)
        where TIn : struct, IPacket
        where TOut : struct, IPacket
    {
        Exception? fault = null;
        try
        {
            while (await input.WaitToReadAsync().ConfigureAwait(false))
            {
                while (input.TryRead(out TIn packet))
                {
                    if (ProcessOrReturn(stage, packet, out TOut result))
                    {
                        await WriteOrReturnAsync(output, result).ConfigureAwait(false);
                    }
                }
            }

            while (stage.Flush(out TOut held))
            {
                await WriteOrReturnAsync(output, held).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            fault = e;
            onFault?.Invoke();
            throw;
        }
        finally
        {
            stage.Abandon();
            output.TryComplete(fault);
            await DrainAsync(input).ConfigureAwait(false);
        }
    }

    /// <summary>Runs equal, independent stages side by side and keeps the order of their input.</summary>
    /// <remarks>Batch n goes to lane n mod L and is collected from there, so order needs no sorting and no allocation.</remarks>
    public static Task RunLanesAsync<TIn, TOut>(
        ChannelReader<TIn> input, IReadOnlyList<IStage<TIn, TOut>> lanes, ChannelWriter<TOut> output, Action? onFault = null)
        where TIn : struct, IPacket
        where TOut : struct, IPacket
    {
        ArgumentOutOfRangeException.ThrowIfZero(lanes.Count);
        if (lanes.Count == 1)
        {
            return RunAsync(input, lanes[0], output, onFault);
        }

        Channel<TIn>[] inboxes = [.. lanes.Select(_ => Create<TIn>(1, BackPressure.Wait))];
        Channel<TOut>[] outboxes = [.. lanes.Select(_ => Create<TOut>(1, BackPressure.Wait))];
        List<Task> tasks =
        [
            .. lanes.Select((lane, i) => Task.Run(() => RunAsync(inboxes[i].Reader, lane, outboxes[i].Writer, onFault))),
            Task.Run(() => DealAsync(input, inboxes)),
            Task.Run(() => CollectAsync(outboxes, output, onFault)),
        ];
        return Task.WhenAll(tasks);
    }

    /// <summary>The end of the pipeline: uses every batch in order and returns it to its pool.</summary>
    public static async Task ConsumeAsync<T>(ChannelReader<T> input, Action<FrameBatch> use, Action? onFault = null)
        where T : struct, IPacket
    {
        try
        {
            while (await input.WaitToReadAsync().ConfigureAwait(false))
            {
                while (input.TryRead(out T packet))
                {
                    try
                    {
                        use(packet.Batch);
                    }
                    finally
                    {
                        packet.Batch.Return();
                    }
                }
            }
        }
        catch
        {
            onFault?.Invoke();
            throw;
        }
        finally
        {
            await DrainAsync(input).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the packet, or returns its batch and throws when the reader is gone.</summary>
    public static ValueTask WriteOrReturnAsync<T>(ChannelWriter<T> output, T packet)
        where T : struct, IPacket
    {
        return output.TryWrite(packet) ? ValueTask.CompletedTask : Slow(output, packet);

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        static async ValueTask Slow(ChannelWriter<T> output, T packet)
        {
            try
            {
                await output.WriteAsync(packet).ConfigureAwait(false);
            }
            catch
            {
                packet.Batch.Return();
                throw;
            }
        }
    }

    private static bool ProcessOrReturn<TIn, TOut>(IStage<TIn, TOut> stage, TIn packet, out TOut result)
        where TIn : struct, IPacket
        where TOut : struct, IPacket
    {
        try
        {
            return stage.Process(packet, out result);
        }
        catch
        {
            packet.Batch.Return();
            throw;
        }
    }

    private static async Task DealAsync<TIn>(ChannelReader<TIn> input, Channel<TIn>[] inboxes)
        where TIn : struct, IPacket
    {
        Exception? fault = null;
        try
        {
            long n = 0;
            while (await input.WaitToReadAsync().ConfigureAwait(false))
            {
                while (input.TryRead(out TIn packet))
                {
                    await WriteOrReturnAsync(inboxes[n++ % inboxes.Length].Writer, packet).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e)
        {
            fault = e;
            throw;
        }
        finally
        {
            foreach (Channel<TIn> inbox in inboxes)
            {
                inbox.Writer.TryComplete(fault);
            }

            await DrainAsync(input).ConfigureAwait(false);
        }
    }

    private static async Task CollectAsync<TOut>(Channel<TOut>[] outboxes, ChannelWriter<TOut> output, Action? onFault)
        where TOut : struct, IPacket
    {
        Exception? fault = null;
        try
        {
            for (long n = 0; ; n++)
            {
                ChannelReader<TOut> outbox = outboxes[n % outboxes.Length].Reader;
                if (!await outbox.WaitToReadAsync().ConfigureAwait(false))
                {
                    break;
                }

                outbox.TryRead(out TOut packet);
                await WriteOrReturnAsync(output, packet).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            fault = e;
            onFault?.Invoke();
            throw;
        }
        finally
        {
            output.TryComplete(fault);
            await Task.WhenAll(outboxes.Select(o => DrainAsync(o.Reader))).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps emptying an input whose stage has ended, so that a waiting producer ends and every batch comes home.</summary>
    private static async Task DrainAsync<T>(ChannelReader<T> input)
        where T : struct, IPacket
    {
        try
        {
            while (await input.WaitToReadAsync().ConfigureAwait(false))
            {
                while (input.TryRead(out T packet))
                {
                    packet.Batch.Return();
                }
            }
        }
        catch (Exception) when (input.Completion.IsFaulted)
        {
            // The producer's own error is reported by the producer's own task.
        }
    }
}
