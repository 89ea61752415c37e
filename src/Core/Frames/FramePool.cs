using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace LivePose;

/// <summary>A fixed number of frame batches: the memory bound of the whole pipeline.</summary>
/// <remarks>The free list is itself a channel: a file waits for a batch, a live source tries for one.</remarks>
public sealed class FramePool
{
    private readonly Channel<FrameBatch> _free;

    /// <summary>Allocates every batch; pixels are allocated when the first picture arrives.</summary>
    /// <param name="batches">Number of batches in the pipeline at once.</param>
    /// <param name="framesPerBatch">1 for live, more offline.</param>
    /// <param name="layout">Capacity of the people buffers.</param>
    public FramePool(int batches, int framesPerBatch, FrameLayout layout)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batches);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(framesPerBatch);
        Size = batches;
        Layout = layout;
        _free = Channel.CreateBounded<FrameBatch>(batches);
        for (int i = 0; i < batches; i++)
        {
            _free.Writer.TryWrite(new FrameBatch(this, framesPerBatch, layout));
        }
    }

    /// <summary>Number of batches.</summary>
    public int Size { get; }

    /// <summary>Capacity of the people buffers of every frame.</summary>
    public FrameLayout Layout { get; }

    /// <summary>Batches at home; equals <see cref="Size"/> when the pipeline has ended and nothing leaked.</summary>
    public int FreeCount => _free.Reader.Count;

    /// <summary>A frame outside any pipeline, for whoever looks at one picture after the other.</summary>
    /// <param name="layout">Capacity of its people buffers.</param>
    public static Frame OneFrame(FrameLayout layout) => new FramePool(batches: 1, framesPerBatch: 1, layout).Rent(CancellationToken.None).Next;

    /// <summary>Takes a batch when one is free.</summary>
    public bool TryRent([NotNullWhen(true)] out FrameBatch? batch)
    {
        if (!_free.Reader.TryRead(out batch))
        {
            return false;
        }

        batch.MarkRented();
        return true;
    }

    /// <summary>Waits for a free batch. The token is only for the case that nobody will ever return one.</summary>
    public FrameBatch Rent(CancellationToken cancel)
    {
        FrameBatch? batch;
        while (!TryRent(out batch))
        {
            ValueTask<bool> waiting = _free.Reader.WaitToReadAsync(cancel);
            if (!(waiting.IsCompleted ? waiting.Result : waiting.AsTask().GetAwaiter().GetResult()))
            {
                throw new InvalidOperationException("The frame pool is closed.");
            }
        }

        return batch;
    }

    internal void Give(FrameBatch batch) => _free.Writer.TryWrite(batch);
}
