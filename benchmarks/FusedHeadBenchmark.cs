using BenchmarkDotNet.Attributes;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Benchmarks;

/// <summary>What a fused calibration head adds to PP-TinyPose 256×192, one crop a run; the bound is 2 %.</summary>
/// <remarks>The ratio column is the result. LIVEPOSE_MODEL names the network; by default ../shared/models/pose/pp_tinypose_256x192.onnx.</remarks>
public class FusedHeadBenchmark
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livepose-bench-").FullName;
    private (Network Network, NetworkLane Lane)? _original;
    private (Network Network, NetworkLane Lane)? _fused;

    [Params("global", "statistics+tied", "peak+statistics", "heatmap+statistics")]
    public string Head { get; set; } = "global";

    [GlobalSetup]
    public void Load()
    {
        string path = Environment.GetEnvironmentVariable("LIVEPOSE_MODEL") ?? "../shared/models/pose/pp_tinypose_256x192.onnx";
        CalibrationModel model = CalibrationModel.Load(path, null, HeadDesign.Parse(Head), 1000, NullLogger.Instance);
        CalibrationHead head = new(model.Features, new float[model.Features.ParameterCount(2)]);
        string fused = Path.Combine(_folder, "fused.onnx");
        model.Fuse(head, new ModelCalibration { Confidence = HeadGraft.ConfidenceOutput }).Save(fused);
        _original = Open(path);
        _fused = Open(fused);
    }

    [GlobalCleanup]
    public void Close()
    {
        foreach ((Network network, NetworkLane lane) in new[] { _original!.Value, _fused!.Value })
        {
            lane.Dispose();
            network.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public void Original() => _original!.Value.Lane.Run(1);

    [Benchmark]
    public void Fused() => _fused!.Value.Lane.Run(1);

    private static (Network Network, NetworkLane Lane) Open(string path)
    {
        Network network = Network.Load(path, new NetworkOptions { MaxBatch = 1, WarmBatch = 1 }, NullLogger.Instance);
        return (network, network.CreateLane());
    }
}
