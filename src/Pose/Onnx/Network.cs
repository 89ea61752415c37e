using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Pose.Onnx;

/// <summary>One ONNX network, loaded once and shared by any number of lanes. Thread-safe.</summary>
public sealed class Network : IDisposable
{
    /// <summary>Larger runs leave the cache: PP-TinyPose 256×192 costs 0.90 of a single sample in runs of 8, 1.14 in runs of 16 (docs/results.md).</summary>
    private const int LargestCpuBucket = 8;

    private readonly GraphSession _session;
    private long _runTicks;

    private Network(GraphSession session, LoadedModel model, ActiveDevice device, BatchPlan plan, NetworkOptions options)
    {
        _session = session;
        Source = model.Graph.Source;
        Descriptor = model.Descriptor;
        Outputs = model.Outputs;
        Input = model.Probe.Input;
        Device = device;
        BatchReason = plan.Reason;
        MaxBatch = options.MaxBatch;
        Buckets = plan.Reason is null ? BucketsUpTo(device.IsGpu ? MaxBatch : Math.Min(MaxBatch, LargestCpuBucket)) : [1];
    }

    /// <summary>What the network takes and gives.</summary>
    public ModelDescriptor Descriptor { get; }

    /// <summary>Its outputs for one sample, in the order of <see cref="ModelDescriptor.ComputedOutputs"/>.</summary>
    public IReadOnlyList<OutputShape> Outputs { get; }

    /// <summary>Where it runs, and why better devices were skipped.</summary>
    public ActiveDevice Device { get; }

    /// <summary>Sizes of one run that are prepared, ascending: 1, 2, 4, 8, and 16 on a GPU; or only 1.</summary>
    public IReadOnlyList<int> Buckets { get; }

    /// <summary>True when several samples share a run.</summary>
    public bool Batched => BatchReason is null;

    /// <summary>One sentence: why samples run one by one; null when they share runs.</summary>
    public string? BatchReason { get; }

    /// <summary>Most samples that a lane holds.</summary>
    public int MaxBatch { get; }

    /// <summary>The file, for messages.</summary>
    internal string Source { get; }

    /// <summary>Time spent in runs so far, all lanes together.</summary>
    public TimeSpan RunTime => new(Interlocked.Read(ref _runTicks));

    internal InputGuess Input { get; }

    internal InferenceSession Session => _session.Session;

    /// <summary>Loads, checks and warms a network.</summary>
    /// <param name="path">The ONNX file; a side-car <c>NAME.livepose.json</c> beside it is read when there is one.</param>
    /// <param name="options">Device, threads, batch.</param>
    /// <param name="logger">Takes what the runtime has to say.</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is corrupt, or it contradicts its descriptor; one sentence says which and the cure.</exception>
    /// <exception cref="IOException">The device that was asked for cannot be used; one sentence says why.</exception>
    public static Network Load(string path, NetworkOptions options, ILogger logger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.IntraOpThreads, 1);
        using LoadedModel model = LoadedModel.Load(path, options.Descriptor, logger);
        using BatchPlan plan = BatchPlan.Make(model, options.MaxBatch, options.IntraOpThreads, logger);
        (GraphSession session, ActiveDevice device) = DeviceLadder.Open(plan, model, options, logger);
        Network network = new(session, model, device, plan, options);
        try
        {
            network.Warm(options.WarmBatch);
        }
        catch
        {
            network.Dispose();
            throw;
        }

        logger.LogInformation("{Path}: {Decoder} on {Device}, {Batch}", path, network.Descriptor.Decoder, device, plan.Verdict);
        return network;
    }

    /// <summary>Makes the buffers of one worker. The network must outlive its lanes.</summary>
    public NetworkLane CreateLane() => new(this);

    /// <summary>Frees the session.</summary>
    public void Dispose() => _session.Dispose();

    internal void AddRunTime(TimeSpan time) => Interlocked.Add(ref _runTicks, time.Ticks);

    private static int[] BucketsUpTo(int largest)
    {
        List<int> buckets = [];
        for (int size = 1; size < largest; size *= 2)
        {
            buckets.Add(size);
        }

        return [.. buckets, largest];
    }

    private void Warm(int largest)
    {
        using NetworkLane lane = CreateLane();
        foreach (int bucket in Buckets.Where(b => b == 1 || b <= largest))
        {
            lane.Run(bucket);
        }
    }
}
