namespace LivePose.Pose.Onnx;

/// <summary>The buffers that one worker runs a network with. One thread at a time; different lanes of one network run side by side.</summary>
/// <remarks>
/// All samples lie in one pinned area, so a sample is written once, before the size of the batch is known. Outputs stay
/// valid until the next <see cref="Run"/>. A run allocates no managed memory on the CPU when the shapes of the outputs are fixed.
/// </remarks>
public sealed class NetworkLane : IDisposable
{
    internal NetworkLane(Network network) => MaxBatch = network.Buckets[^1];

    /// <summary>Most samples of one <see cref="Run"/>; a network with a fixed batch runs them one by one.</summary>
    public int MaxBatch { get; }

    /// <summary>Where sample <paramref name="sample"/> is written, in the descriptor's layout, shape [3 · height · width].</summary>
    /// <exception cref="InvalidOperationException">The network takes another type.</exception>
    public Span<float> InputFloat(int sample) => throw new NotSupportedException($"{sample}");

    /// <inheritdoc cref="InputFloat"/>
    public Span<int> InputInt32(int sample) => throw new NotSupportedException($"{sample}");

    /// <inheritdoc cref="InputFloat"/>
    public Span<byte> InputUInt8(int sample) => throw new NotSupportedException($"{sample}");

    /// <summary>Runs the first <paramref name="count"/> samples, in the smallest bucket that holds them; what else is in the bucket is whatever lies there.</summary>
    /// <param name="count">1 to <see cref="MaxBatch"/>.</param>
    public void Run(int count) => throw new NotSupportedException($"{count}");

    /// <summary>One sample's values of an output; integers are converted.</summary>
    /// <param name="output">Position in <see cref="ModelDescriptor.ComputedOutputs"/>.</param>
    /// <param name="sample">0 to count - 1 of the last <see cref="Run"/>.</param>
    public ReadOnlySpan<float> Output(int output, int sample) => throw new NotSupportedException($"{output} {sample}");

    /// <summary>Shape of one sample's values of an output, without the batch dimension. Where boxes are suppressed in the graph it changes with every sample.</summary>
    /// <param name="output">Position in <see cref="ModelDescriptor.ComputedOutputs"/>.</param>
    /// <param name="sample">0 to count - 1 of the last <see cref="Run"/>.</param>
    public ReadOnlySpan<int> OutputShape(int output, int sample) => throw new NotSupportedException($"{output} {sample}");

    /// <summary>Frees the buffers.</summary>
    public void Dispose()
    {
    }
}
