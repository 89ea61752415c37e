using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Pose.Onnx;

/// <summary>Opens a network on the device that was asked for, or on the first of TensorRT, CUDA and CPU that works.</summary>
internal static class DeviceLadder
{
    /// <summary>The session and the device it got.</summary>
    /// <param name="plan">What will run.</param>
    /// <param name="model">The network, for the shapes that TensorRT wants to know.</param>
    /// <param name="options">Device, threads, largest batch.</param>
    /// <param name="logger">Takes the runtime's messages.</param>
    /// <exception cref="IOException">The device cannot be used; one sentence says why.</exception>
    internal static (GraphSession Session, ActiveDevice Device) Open(BatchPlan plan, LoadedModel model, NetworkOptions options, ILogger logger)
    {
        List<(ComputeDevice Device, string Reason)> skipped = [];
        foreach (ComputeDevice device in Rungs(options.Device))
        {
            if (device == ComputeDevice.Cpu)
            {
                return options.RequireGpu ? throw NoGpu(skipped) : (plan.TakeCpuSession(options.IntraOpThreads, logger), new ActiveDevice(device, skipped));
            }

            string? reason = Missing(device);
            if (reason is null)
            {
                try
                {
                    return (GraphSession.Open(plan.Graph, o => Configure(o, device, plan, model, options), logger), new ActiveDevice(device, skipped));
                }
                catch (Exception fault) when (fault is InvalidDataException or OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException)
                {
                    reason = GraphSession.Condense((fault.InnerException ?? fault).Message);
                }
            }

            skipped.Add((device, reason));
        }

        throw new IOException($"{ActiveDevice.NameOf(options.Device)} cannot be used: {skipped[0].Reason}; choose another device, or 'auto'.");
    }

    private static ComputeDevice[] Rungs(ComputeDevice wanted) => wanted == ComputeDevice.Auto
        ? [ComputeDevice.TensorRt, ComputeDevice.Cuda, ComputeDevice.Cpu]
        : [wanted];

    private static IOException NoGpu(List<(ComputeDevice Device, string Reason)> skipped) => new(skipped.Count == 0
        ? "A GPU is required, but the CPU was chosen as the device; choose 'auto', 'cuda' or 'tensorrt'."
        : $"A GPU is required, but none can be used: {string.Join("; ", skipped.Select(s => $"{ActiveDevice.NameOf(s.Device)}: {s.Reason}"))}.");

    private static string? Missing(ComputeDevice device)
    {
        string provider = device == ComputeDevice.Cuda ? "CUDAExecutionProvider" : "TensorrtExecutionProvider";
        return OrtEnv.Instance().GetAvailableProviders().Contains(provider)
            ? null
            : "this build has the CPU flavour of ONNX Runtime, build with -p:LivePoseGpu=true";
    }

    private static void Configure(SessionOptions session, ComputeDevice device, BatchPlan plan, LoadedModel model, NetworkOptions options)
    {
        session.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
        session.IntraOpNumThreads = options.IntraOpThreads;
        if (device == ComputeDevice.TensorRt)
        {
            using OrtTensorRTProviderOptions tensorRt = new();
            tensorRt.UpdateOptions(TensorRtSettings(plan, model.Probe.Input, options.MaxBatch));
            session.AppendExecutionProvider_Tensorrt(tensorRt);
        }

        // Below TensorRT too: it takes the operators that TensorRT lacks.
        using OrtCUDAProviderOptions cuda = new();
        cuda.UpdateOptions(new Dictionary<string, string> { ["device_id"] = "0" });
        session.AppendExecutionProvider_CUDA(cuda);
    }

    // Engines take minutes to build, so they are kept; an open batch needs its range told, or each bucket builds its own.
    private static Dictionary<string, string> TensorRtSettings(BatchPlan plan, InputGuess input, int maxBatch)
    {
        string cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "livepose", "tensorrt");
        Directory.CreateDirectory(cache);
        Dictionary<string, string> settings = new()
        {
            ["device_id"] = "0",
            ["trt_engine_cache_enable"] = "1",
            ["trt_engine_cache_path"] = cache,
            ["trt_timing_cache_enable"] = "1",
        };
        if (plan.Reason is null)
        {
            settings["trt_profile_min_shapes"] = Profile(1);
            settings["trt_profile_opt_shapes"] = Profile(Math.Max(1, maxBatch / 2));
            settings["trt_profile_max_shapes"] = Profile(maxBatch);
        }

        return settings;

        string Profile(int samples) =>
            $"{input.Name}:{string.Join('x', input.Shape(samples).Select(d => d.ToString(CultureInfo.InvariantCulture)))}";
    }
}
