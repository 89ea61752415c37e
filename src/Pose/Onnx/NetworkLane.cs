using System.Diagnostics;

namespace LivePose.Pose.Onnx;

/// <summary>The buffers that one worker runs a network with. One thread at a time; different lanes of one network run side by side.</summary>
/// <remarks>
/// All samples lie in one pinned area, so a sample is written once, before the size of the batch is known. Outputs stay
/// valid until the next <see cref="Run"/>. A run allocates no managed memory on the CPU when the shapes of the outputs are fixed.
/// </remarks>
public sealed class NetworkLane : IDisposable
{
    private readonly Network _network;
    private readonly IReadOnlyList<int> _buckets;
    private readonly LaneInput _input;
    private readonly LaneOutput[] _outputs;
    private readonly LaneBinding?[][] _bindings;
    private int _count;

    internal NetworkLane(Network network)
    {
        _network = network;
        MaxBatch = network.MaxBatch;
        _buckets = network.Buckets;
        _input = new LaneInput(network.Input, MaxBatch);
        _outputs = [.. network.Outputs.Select(o => new LaneOutput(o, MaxBatch))];
        _bindings = [.. _buckets.Select(bucket => new LaneBinding?[(MaxBatch + bucket - 1) / bucket])];
    }

    /// <summary>Most samples of one <see cref="Run"/>; a network that does not batch computes them one by one.</summary>
    public int MaxBatch { get; }

    /// <summary>Where sample <paramref name="sample"/> is written, in the descriptor's layout, shape [3 · height · width].</summary>
    /// <param name="sample">0 to <see cref="MaxBatch"/> - 1.</param>
    /// <exception cref="InvalidOperationException">The network takes another type.</exception>
    public Span<float> InputFloat(int sample) => _input.Sample<float>(sample);

    /// <inheritdoc cref="InputFloat"/>
    public Span<int> InputInt32(int sample) => _input.Sample<int>(sample);

    /// <inheritdoc cref="InputFloat"/>
    public Span<byte> InputUInt8(int sample) => _input.Sample<byte>(sample);

    /// <summary>Computes the first <paramref name="count"/> samples.</summary>
    /// <remarks>
    /// A GPU computes them in one run, in the smallest bucket that holds them; what else is in the bucket is whatever lies there. A CPU
    /// would pay for every place in a bucket, so there the samples are dealt into full buckets: 11 = 8 + 2 + 1.
    /// </remarks>
    /// <param name="count">1 to <see cref="MaxBatch"/>.</param>
    public void Run(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxBatch);
        _count = 0;
        long started = Stopwatch.GetTimestamp();
        int bucket;
        for (int first = 0; first < count; first += _buckets[bucket])
        {
            bucket = BucketFor(count - first);
            Binding(bucket, first).Run();
        }

        _network.AddRunTime(Stopwatch.GetElapsedTime(started));
        foreach (LaneOutput output in _outputs)
        {
            output.Convert(count);
        }

        _count = count;
    }

    /// <summary>One sample's values of an output; integers are converted.</summary>
    /// <param name="output">Position in <see cref="ModelDescriptor.ComputedOutputs"/>.</param>
    /// <param name="sample">0 to count - 1 of the last <see cref="Run"/>.</param>
    public ReadOnlySpan<float> Output(int output, int sample)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, _count);
        return _outputs[output].Values(sample);
    }

    /// <summary>Shape of one sample's values of an output, without the batch dimension. Where boxes are suppressed in the graph it changes with every sample.</summary>
    /// <param name="output">Position in <see cref="ModelDescriptor.ComputedOutputs"/>.</param>
    /// <param name="sample">0 to count - 1 of the last <see cref="Run"/>.</param>
    public ReadOnlySpan<int> OutputShape(int output, int sample)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, _count);
        return _outputs[output].Shape(sample);
    }

    /// <summary>Frees the buffers.</summary>
    public void Dispose()
    {
        foreach (LaneBinding? binding in _bindings.SelectMany(bindings => bindings))
        {
            binding?.Dispose();
        }
    }

    /// <summary>Index of the smallest bucket that holds the samples (GPU), or of the largest that they fill (CPU).</summary>
    private int BucketFor(int samples)
    {
        int bucket = 0;
        if (_network.Device.IsGpu)
        {
            while (_buckets[bucket] < samples && bucket < _buckets.Count - 1)
            {
                bucket++;
            }

            return bucket;
        }

        while (bucket < _buckets.Count - 1 && _buckets[bucket + 1] <= samples)
        {
            bucket++;
        }

        return bucket;
    }

    private LaneBinding Binding(int bucket, int first)
    {
        int size = _buckets[bucket];
        return _bindings[bucket][first / size] ??= new LaneBinding(_network, _input, _outputs, first, size);
    }
}
