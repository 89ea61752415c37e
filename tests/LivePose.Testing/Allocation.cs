using System.Diagnostics;
using Xunit;

namespace LivePose.Testing;

/// <summary>Whether code stops making garbage once it is warm.</summary>
public static class Allocation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Fails unless a whole round of calls on this thread allocates no more than the limit. Code that is not yet compiled with full
    /// optimisation may allocate, and how soon it is depends on how busy the machine is; so rounds are repeated for a while.
    /// </summary>
    /// <param name="call">What is measured.</param>
    /// <param name="bytesPerCall">Mean bytes allowed; less than the 24 of the smallest object means none in most calls.</param>
    /// <param name="callsPerRound">Calls over which the mean is taken.</param>
    /// <param name="prepare">Comes before every call and is not measured.</param>
    public static void AssertSteady(Action call, int bytesPerCall = 0, int callsPerRound = 100, Action? prepare = null)
    {
        long started = Stopwatch.GetTimestamp(), allocated;
        do
        {
            allocated = 0;
            for (int i = 0; i < callsPerRound; i++)
            {
                prepare?.Invoke();
                long before = GC.GetAllocatedBytesForCurrentThread();
                call();
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }
        while (allocated > (long)bytesPerCall * callsPerRound && Stopwatch.GetElapsedTime(started) < Patience);

        Assert.InRange((double)allocated / callsPerRound, 0, bytesPerCall);
    }
}
