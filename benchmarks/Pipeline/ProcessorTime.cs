using System.Diagnostics;

namespace LivePose.Benchmarks.Pipeline;

/// <summary>CPU time of this process, all threads: on a shared machine it says what work costs when wall time cannot.</summary>
internal static class ProcessorTime
{
    /// <summary>CPU seconds that <paramref name="work"/> takes, divided by <paramref name="count"/>.</summary>
    public static double PerItem(int count, Action work)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        work();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds / count;
    }
}
