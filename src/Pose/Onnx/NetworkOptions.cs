namespace LivePose.Pose.Onnx;

/// <summary>How a network is loaded.</summary>
public sealed record NetworkOptions
{
    /// <summary>Where it runs; anything but <see cref="ComputeDevice.Auto"/> is exact and never falls back.</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Auto;

    /// <summary>Fail instead of running on the CPU.</summary>
    public bool RequireGpu { get; init; }

    /// <summary>Threads of one run on the CPU. 1: several lanes side by side use the cores better than several threads in one run.</summary>
    public int IntraOpThreads { get; init; } = 1;

    /// <summary>Most samples that a lane holds, and of one run where the network allows it: the largest bucket.</summary>
    public int MaxBatch { get; init; } = 16;

    /// <summary>Buckets up to this are run once while loading; larger ones pay for their first run when it comes.</summary>
    public int WarmBatch { get; init; } = 16;

    /// <summary>Used instead of the side-car file and of what the graph suggests; null = read and infer.</summary>
    public ModelDescriptor? Descriptor { get; init; }
}
