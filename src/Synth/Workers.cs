using System.Runtime.ExceptionServices;

namespace LivePose.Synth;

/// <summary>Makes numbered things on several threads, each with tools of its own.</summary>
internal static class Workers
{
    /// <summary>Makes 0 to <paramref name="count"/> - 1 and waits for all of them.</summary>
    /// <typeparam name="T">A thread's tools.</typeparam>
    /// <param name="count">How many.</param>
    /// <param name="threads">Most threads, positive.</param>
    /// <param name="create">Makes the tools on their thread, where they are also disposed of.</param>
    /// <param name="make">Makes one thing.</param>
    /// <param name="cancel">Stops between things.</param>
    /// <exception cref="Exception">The first error of any thread, as it was.</exception>
    public static void Run<T>(int count, int threads, Func<T> create, Action<T, int> make, CancellationToken cancel)
        where T : IDisposable
    {
        int next = 0;
        Task[] workers = [.. Enumerable.Range(0, Math.Min(threads, count)).Select(_ => Task.Factory.StartNew(
            () =>
            {
                using T tools = create();
                for (int i = Interlocked.Increment(ref next) - 1; i < count; i = Interlocked.Increment(ref next) - 1)
                {
                    cancel.ThrowIfCancellationRequested();
                    make(tools, i);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
