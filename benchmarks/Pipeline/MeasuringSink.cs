using System.Diagnostics;
using LivePose.Capture.Sinks;

namespace LivePose.Benchmarks.Pipeline;

/// <summary>Passes frames on to a sink and takes clock, CPU time and allocation from a chosen frame to the last one.</summary>
internal sealed class MeasuringSink(IPoseSink inner, int firstFrame) : IPoseSink
{
    private readonly Process _process = Process.GetCurrentProcess();
    private long _startTicks, _startBytes;
    private TimeSpan _startCpu;
    private long _seen;

    public long Frames { get; private set; }

    public long People { get; private set; }

    public double Seconds { get; private set; }

    public double CpuSeconds { get; private set; }

    public long AllocatedBytes { get; private set; }

    public void Begin(SinkHeader header) => inner.Begin(header);

    public void Write(Frame frame)
    {
        inner.Write(frame);
        if (_seen++ == firstFrame)
        {
            _process.Refresh();
            _startTicks = Stopwatch.GetTimestamp();
            _startCpu = _process.TotalProcessorTime;
            _startBytes = GC.GetTotalAllocatedBytes(precise: true);
        }
        else if (_seen > firstFrame)
        {
            Frames++;
            People += frame.PeopleCount;
        }
    }

    public void Complete()
    {
        Seconds = Stopwatch.GetElapsedTime(_startTicks).TotalSeconds;
        AllocatedBytes = GC.GetTotalAllocatedBytes(precise: true) - _startBytes;
        _process.Refresh();
        CpuSeconds = (_process.TotalProcessorTime - _startCpu).TotalSeconds;
        inner.Complete();
    }

    public void Dispose()
    {
        inner.Dispose();
        _process.Dispose();
    }
}
