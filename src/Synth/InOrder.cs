namespace LivePose.Synth;

/// <summary>Passes results on in the order of their numbers, whatever the order in which threads finish them.</summary>
/// <typeparam name="T">A result.</typeparam>
/// <param name="take">Called with 0, 1, 2, ... one at a time.</param>
internal sealed class InOrder<T>(Action<T> take)
{
    private readonly Dictionary<int, T> _early = [];
    private readonly Lock _gate = new();
    private int _next;

    /// <summary>Adds a result from any thread.</summary>
    public void Add(int index, T result)
    {
        lock (_gate)
        {
            _early.Add(index, result);
            while (_early.Remove(_next, out T? ready))
            {
                _next++;
                take(ready);
            }
        }
    }
}
