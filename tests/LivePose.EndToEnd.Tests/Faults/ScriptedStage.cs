namespace LivePose.EndToEnd.Tests.Faults;

/// <summary>A stage that passes batches on after a moment, until it breaks on purpose.</summary>
/// <param name="wrap">The next packet of the batch.</param>
/// <param name="breaksAt">Frame at which it throws; negative = never.</param>
/// <param name="random">Chooses the moments.</param>
internal sealed class ScriptedStage<TIn, TOut>(Func<FrameBatch, TOut> wrap, long breaksAt, Random random) : IStage<TIn, TOut>
    where TIn : struct, IPacket
    where TOut : struct, IPacket
{
    public bool Process(TIn input, out TOut output)
    {
        foreach (Frame frame in input.Batch.Frames)
        {
            Breaking.From(frame.Stamp.Index, breaksAt);
        }

        Thread.SpinWait(random.Next(500));
        output = wrap(input.Batch);
        return true;
    }

    public void Dispose()
    {
    }
}
