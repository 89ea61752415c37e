using System.Diagnostics.CodeAnalysis;

namespace LivePose;

/// <summary>What travels through the pipeline: up to <see cref="Capacity"/> consecutive frames with one owner.</summary>
/// <remarks>
/// Live runs use batches of one frame; offline runs fill them, so that crops of many frames share one inference.
/// Writing a batch to a link gives it away, reading takes it, and the last stage calls <see cref="Return"/>.
/// </remarks>
public sealed class FrameBatch
{
    private readonly FramePool _pool;
    private readonly Frame[] _frames;
    private int _rented;

    internal FrameBatch(FramePool pool, int capacity, FrameLayout layout)
    {
        _pool = pool;
        _frames = new Frame[capacity];
        for (int i = 0; i < capacity; i++)
        {
            _frames[i] = new Frame(layout);
        }
    }

    /// <summary>Most frames that the batch can hold.</summary>
    public int Capacity => _frames.Length;

    /// <summary>Frames in use.</summary>
    public int Count { get; private set; }

    /// <summary>The frames in use, in capture order.</summary>
    public ReadOnlySpan<Frame> Frames => _frames.AsSpan(0, Count);

    /// <summary>The frame to fill next; it counts only after <see cref="Commit"/>, so a failed read leaves no trace.</summary>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public Frame Next => Count < Capacity ? _frames[Count] : throw new InvalidOperationException("The frame batch is full.");

    /// <summary>Counts the frame returned by <see cref="Next"/>.</summary>
    public void Commit()
    {
        _ = Next;
        Count++;
    }

    /// <summary>Gives the batch back to its pool. The caller must not touch it afterwards.</summary>
    /// <exception cref="InvalidOperationException">It was returned already: two stages believe they own it.</exception>
    public void Return()
    {
        if (Interlocked.Exchange(ref _rented, 0) != 1)
        {
            ThrowDoubleReturn();
        }

        _pool.Give(this);
    }

    internal void MarkRented()
    {
        if (Interlocked.Exchange(ref _rented, 1) != 0)
        {
            ThrowDoubleRent();
        }

        Count = 0;
        foreach (Frame frame in _frames)
        {
            frame.ClearPeople();
        }
    }

    [DoesNotReturn]
    private static void ThrowDoubleReturn() =>
        throw new InvalidOperationException("Frame batch returned twice: two stages believe they own the same frames.");

    [DoesNotReturn]
    private static void ThrowDoubleRent() => throw new InvalidOperationException("Frame batch rented twice.");
}
