using System.Threading.Channels;

namespace LivePose.Capture.Sources;

/// <summary>Moves frames from a source into the pipeline, on a thread of its own because sources block.</summary>
public static class SourcePump
{
    /// <summary>Runs until the source ends, <paramref name="stop"/> is set or something fails; always completes <paramref name="output"/>.</summary>
    /// <param name="source">Read by this call only; stays the caller's to dispose, after the returned task has ended.</param>
    /// <param name="pool">
    /// Offline, every batch is filled to capacity (the last one partly) and a missing free batch is waited for. Live, every
    /// frame travels alone and at once; while no batch is free the source drops its older frames and counts them.
    /// </param>
    /// <param name="output">Gets the batches in order; completed with the error if there is one.</param>
    /// <param name="stop">Ends the source. Frames already read are still delivered, and the task ends without an error.</param>
    /// <returns>What was done; faulted with the first error of source or output.</returns>
    public static Task<PumpCounts> RunAsync(IFrameSource source, FramePool pool, ChannelWriter<Captured> output, CancellationToken stop) =>
        Task.Factory.StartNew(
            () => Run(source, pool, output, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static PumpCounts Run(IFrameSource source, FramePool pool, ChannelWriter<Captured> output, CancellationToken stop)
    {
        Exception? fault = null;
        PumpCounts counts = default;
        try
        {
            using CancellationTokenRegistration registration = stop.Register(source.RequestStop);
            while (TryRent(source, pool, ref counts, stop) is { } batch)
            {
                bool isLast = !Fill(batch, source, stop);
                if (batch.Count == 0)
                {
                    batch.Return();
                    break;
                }

                counts = counts with { Frames = counts.Frames + batch.Count, Batches = counts.Batches + 1 };
                Write(output, batch);
                if (isLast)
                {
                    break;
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
            output.TryComplete(fault);
        }

        return counts;
    }

    /// <summary>Null when stopped.</summary>
    private static FrameBatch? TryRent(IFrameSource source, FramePool pool, ref PumpCounts counts, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            return null;
        }

        if (pool.TryRent(out FrameBatch? batch))
        {
            return batch;
        }

        if (source.Info.IsLive)
        {
            counts = counts with { Starved = counts.Starved + 1 };
        }

        try
        {
            return pool.Rent(stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Reads as many frames as belong into one batch.</summary>
    /// <returns>False when the source has ended.</returns>
    private static bool Fill(FrameBatch batch, IFrameSource source, CancellationToken stop)
    {
        int wanted = source.Info.IsLive ? 1 : batch.Capacity;
        try
        {
            while (batch.Count < wanted)
            {
                if (stop.IsCancellationRequested || !source.TryRead(batch.Next))
                {
                    return false;
                }

                batch.Commit();
            }

            return true;
        }
        catch
        {
            batch.Return();
            throw;
        }
    }

    private static void Write(ChannelWriter<Captured> output, FrameBatch batch)
    {
        ValueTask written = Link.WriteOrReturnAsync(output, new Captured(batch));
        if (written.IsCompleted)
        {
            written.GetAwaiter().GetResult();
        }
        else
        {
            written.AsTask().GetAwaiter().GetResult();
        }
    }
}
