using Microsoft.Extensions.Logging;

namespace LivePose.Pose.Onnx;

/// <summary>One ONNX network, loaded once and shared by any number of lanes. Thread-safe.</summary>
public sealed class Network : IDisposable
{
    private Network(ModelDescriptor descriptor, ActiveDevice device, IReadOnlyList<int> buckets, string? batchReason)
    {
        Descriptor = descriptor;
        Device = device;
        Buckets = buckets;
        BatchReason = batchReason;
    }

    /// <summary>What the network takes and gives.</summary>
    public ModelDescriptor Descriptor { get; }

    /// <summary>Where it runs, and why better devices were skipped.</summary>
    public ActiveDevice Device { get; }

    /// <summary>Sizes of a batch that are prepared, ascending: 1, 2, 4, 8, 16, or only 1.</summary>
    public IReadOnlyList<int> Buckets { get; }

    /// <summary>True when several samples share a run.</summary>
    public bool Batched => Buckets.Count > 1;

    /// <summary>One sentence: why samples run one by one; null when they share runs.</summary>
    public string? BatchReason { get; }

    /// <summary>Loads, checks and warms a network.</summary>
    /// <param name="path">The ONNX file; a side-car <c>NAME.livepose.json</c> beside it is read when there is one.</param>
    /// <param name="options">Device, threads, batch.</param>
    /// <param name="logger">Takes what the runtime has to say.</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is corrupt, or it contradicts its descriptor; one sentence says which and the cure.</exception>
    /// <exception cref="NotSupportedException">The device that was asked for cannot be used; one sentence says why.</exception>
    public static Network Load(string path, NetworkOptions options, ILogger logger) => options.Descriptor is { } descriptor
        ? new Network(descriptor, new ActiveDevice(ComputeDevice.Cpu, []), [1], null)
        : throw new NotSupportedException($"{path} {options} {logger}");

    /// <summary>Makes the buffers of one worker. The network must outlive its lanes.</summary>
    public NetworkLane CreateLane() => new(this);

    /// <summary>Frees the session.</summary>
    public void Dispose()
    {
    }
}
