using LivePose.Fitting;

namespace LivePose.App.Window;

/// <summary>Hands the newest frame from the pipeline to the window; neither ever waits for the other, and nothing is allocated.</summary>
/// <remarks>Three copies: one is being written, one is the newest, one is being shown. A newer frame replaces one that nobody took.</remarks>
internal sealed class NewestFrame : IDisposable
{
    private readonly Lock _swap = new();
    private readonly AutoResetEvent _arrived = new(false);
    private ShownFrame _written;
    private ShownFrame _newest;
    private bool _isFresh;

    /// <summary>Makes the copies; pixels are allocated with the first frame.</summary>
    /// <param name="layout">Capacity of the frames that come.</param>
    /// <param name="shapeCount">Shape coefficients of the body.</param>
    public NewestFrame(FrameLayout layout, int shapeCount)
    {
        FramePool pool = new(3, 1, layout);
        ShownFrame Make() => new(pool.Rent(CancellationToken.None).Next, shapeCount);
        (_written, _newest, Shown) = (Make(), Make(), Make());
    }

    /// <summary>The frame that was taken last; of the window's thread.</summary>
    public ShownFrame Shown { get; private set; }

    /// <summary>Copies a frame; called by the pipeline.</summary>
    public void Offer(Frame frame, ReadOnlySpan<(int Id, BodyFit Fit)> fits)
    {
        _written.CopyFrom(frame, fits);
        lock (_swap)
        {
            (_written, _newest, _isFresh) = (_newest, _written, true);
        }

        _arrived.Set();
    }

    /// <summary>Makes the newest frame the shown one; called by the window.</summary>
    /// <returns>False when there is none that was not shown.</returns>
    public bool TryTake()
    {
        lock (_swap)
        {
            if (!_isFresh)
            {
                return false;
            }

            (Shown, _newest, _isFresh) = (_newest, Shown, false);
            return true;
        }
    }

    /// <summary>Waits for a frame, but not long.</summary>
    public void Wait(TimeSpan longest) => _arrived.WaitOne(longest);

    public void Dispose() => _arrived.Dispose();
}
