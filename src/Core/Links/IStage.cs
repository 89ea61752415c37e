namespace LivePose;

/// <summary>One step of the pipeline. Never called concurrently, so it may keep state between batches.</summary>
/// <typeparam name="TIn">What comes in.</typeparam>
/// <typeparam name="TOut">What goes on.</typeparam>
public interface IStage<TIn, TOut> : IDisposable
    where TIn : struct, IPacket
    where TOut : struct, IPacket
{
    /// <summary>
    /// Takes a batch and gives on the one that is ready: the same, or an earlier one when the stage looks ahead.
    /// On return the input belongs to the stage or to the result; if it throws, to the caller.
    /// </summary>
    /// <returns>False when nothing is ready yet; the stage then holds the input.</returns>
    bool Process(TIn input, out TOut output);

    /// <summary>After the last input: gives what is still held, one batch a call, until it returns false.</summary>
    bool Flush(out TOut output)
    {
        output = default;
        return false;
    }

    /// <summary>After a fault: gives back what the stage still holds.</summary>
    void Abandon()
    {
        while (Flush(out TOut held))
        {
            held.Batch.Return();
        }
    }
}
