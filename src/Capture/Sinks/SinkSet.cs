using System.Runtime.ExceptionServices;

namespace LivePose.Capture.Sinks;

/// <summary>Several result files that get the same frames.</summary>
/// <param name="sinks">Owned by the set.</param>
public sealed class SinkSet(IReadOnlyList<IPoseSink> sinks) : IPoseSink
{
    /// <inheritdoc/>
    public void Begin(SinkHeader header)
    {
        foreach (IPoseSink sink in sinks)
        {
            sink.Begin(header);
        }
    }

    /// <inheritdoc/>
    public void Write(Frame frame)
    {
        foreach (IPoseSink sink in sinks)
        {
            sink.Write(frame);
        }
    }

    /// <summary>Finishes every file, also when one of them fails.</summary>
    /// <exception cref="IOException">The first failure.</exception>
    public void Complete()
    {
        Exception? first = null;
        foreach (IPoseSink sink in sinks)
        {
            try
            {
                sink.Complete();
            }
            catch (IOException e)
            {
                first ??= e;
            }
        }

        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IPoseSink sink in sinks)
        {
            sink.Dispose();
        }
    }
}
