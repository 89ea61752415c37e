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
    private readonly bool _batched;
    private readonly LaneInput _input;
    private readonly LaneOutput[] _outputs;
    private readonly LaneBinding[] _bindings;
    private int _count;

    internal NetworkLane(Network network)
    {
        _network = network;
        MaxBatch = network.MaxBatch;
        _buckets = network.Buckets;
        _batched = network.Batched;
        _input = new LaneInput(network.Input, MaxBatch);
        _outputs = [.. network.Outputs.Select(o => new LaneOutput(o, MaxBatch))];
        _bindings = _batched
            ? [.. _buckets.Select(bucket => new LaneBinding(network, _input, _outputs, 0, bucket))]
            : [.. Enumerable.Range(0, MaxBatch).Select(sample => new LaneBinding(network, _input, _outputs, sample, 1))];
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

    /// <summary>Computes the first <paramref name="count"/> samples, in the smallest bucket that holds them; what else is in the bucket is whatever lies there.</summary>
    /// <param name="count">1 to <see cref="MaxBatch"/>.</param>
    public void Run(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxBatch);
        _count = 0;
        long started = Stopwatch.GetTimestamp();
        if (_batched)
        {
            int bucket = 0;
            while (_buckets[bucket] < count)
            {
                bucket++;
            }

            _bindings[bucket].Run();
        }
        else
        {
            for (int sample = 0; sample < count; sample++)
            {
                _bindings[sample].Run();
            }
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
        foreach (LaneBinding binding in _bindings)
        {
            binding.Dispose();
        }
    }
}
