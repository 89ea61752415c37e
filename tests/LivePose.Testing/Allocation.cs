using System.Diagnostics;
using Xunit;

namespace LivePose.Testing;

/// <summary>Whether code stops making garbage once it is warm.</summary>
public static class Allocation
{
    private const int CallsPerRound = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Fails unless a whole round of calls on this thread allocates no more than the limit. Code that is not yet compiled with full
    /// optimisation may allocate, and how soon it is depends on how busy the machine is; so rounds are repeated for a while.
    /// </summary>
    /// <param name="call">What is measured.</param>
    /// <param name="bytesPerCall">Mean bytes allowed; less than the 24 of the smallest object means none in most calls.</param>
    public static void AssertSteady(Action call, int bytesPerCall = 0)
    {
        long started = Stopwatch.GetTimestamp(), allocated;
        do
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < CallsPerRound; i++)
            {
                call();
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        while (allocated > (long)bytesPerCall * CallsPerRound && Stopwatch.GetElapsedTime(started) < Patience);

        Assert.InRange((double)allocated / CallsPerRound, 0, bytesPerCall);
    }
}
