namespace LivePose.Pose.Onnx;

/// <summary>The device that a network runs on, and why better ones were not taken.</summary>
/// <param name="Device">Never <see cref="ComputeDevice.Auto"/>.</param>
/// <param name="Skipped">The devices that were tried before it, best first, each with one sentence why it was skipped.</param>
public sealed record ActiveDevice(ComputeDevice Device, IReadOnlyList<(ComputeDevice Device, string Reason)> Skipped)
{
    /// <summary>True on a GPU.</summary>
    public bool IsGpu => Device is ComputeDevice.Cuda or ComputeDevice.TensorRt;

    /// <summary>For people: <c>CPU (TensorRT skipped: …; CUDA skipped: …)</c>.</summary>
    public override string ToString()
    {
        IEnumerable<string> reasons = Skipped.GroupBy(s => s.Reason).Select(g => $"{string.Join(" and ", g.Select(s => NameOf(s.Device)))} skipped: {g.Key}");
        return Skipped.Count == 0 ? NameOf(Device) : $"{NameOf(Device)} ({string.Join("; ", reasons)})";
    }

    /// <summary>A device's customary name.</summary>
    public static string NameOf(ComputeDevice device) => device switch
    {
        ComputeDevice.Auto => "automatic",
        ComputeDevice.Cuda => "CUDA",
        ComputeDevice.TensorRt => "TensorRT",
        _ => "CPU",
    };
}
