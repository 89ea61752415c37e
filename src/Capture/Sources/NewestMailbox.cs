using System.Diagnostics.CodeAnalysis;

namespace LivePose.Capture.Sources;

/// <summary>Hands the newest of a writer's items to a reader: an item that was not taken in time is overwritten and counted.</summary>
/// <remarks>
/// Three items circulate: the writer fills one, the reader holds one, the newest complete one lies between. No queue can build
/// up, the writer never waits, nothing is allocated. One writer thread and one reader thread; closing from any.
/// </remarks>
/// <param name="back">An item; all three are equal and reused for ever.</param>
/// <param name="middle">Another.</param>
/// <param name="front">Another.</param>
internal sealed class NewestMailbox<T>(T back, T middle, T front)
    where T : class
{
    private readonly object _gate = new();
    private T _middle = middle;
    private T _front = front;
    private bool _isFresh;
    private bool _isStopped;
    private bool _isEnded;
    private Exception? _fault;

    /// <summary>The item that the writer may fill.</summary>
    public T Back { get; private set; } = back;

    /// <summary>Items that were overwritten before the reader came.</summary>
    public long Dropped { get; private set; }

    /// <summary>Makes <see cref="Back"/> the newest item and gives the writer another to fill.</summary>
    public void Publish()
    {
        lock (_gate)
        {
            (Back, _middle) = (_middle, Back);
            Dropped += _isFresh ? 1 : 0;
            _isFresh = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for an item newer than the last one taken.</summary>
    /// <param name="item">Belongs to the reader until its next call.</param>
    /// <returns>False when stopped, or when ended and the last item was taken.</returns>
    public bool TryTake([NotNullWhen(true)] out T? item)
    {
        lock (_gate)
        {
            while (!_isFresh && !_isStopped && !_isEnded)
            {
                Monitor.Wait(_gate);
            }

            if (_isStopped || !_isFresh)
            {
                item = null;
                return _isStopped || _fault is null ? false : throw new IOException(_fault.Message, _fault);
            }

            (_front, _middle) = (_middle, _front);
            _isFresh = false;
            item = _front;
            return true;
        }
    }

    /// <summary>The reader asked to stop: it gets nothing more, whatever waits.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The writer has ended: the newest item can still be taken, then the fault, if any, is thrown.</summary>
    public void End(Exception? fault)
    {
        lock (_gate)
        {
            _isEnded = true;
            _fault = fault;
            Monitor.PulseAll(_gate);
        }
    }
}
