using LivePose.Pose.Onnx;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Pose.Tests.Onnx;

public sealed class DeviceLadderTests
{
    [Fact]
    public void Auto_FallsBackToTheCpuAndSaysWhy()
    {
        SkipOnGpuBuild();
        using Network network = Load(new NetworkOptions());
        Assert.Equal(ComputeDevice.Cpu, network.Device.Device);
        Assert.Equal([ComputeDevice.TensorRt, ComputeDevice.Cuda], network.Device.Skipped.Select(s => s.Device));
        Assert.Equal("CPU (TensorRT and CUDA skipped: this build has the CPU flavour of ONNX Runtime, build with -p:LivePoseGpu=true)", network.Device.ToString());
    }

    [Fact]
    public void Cpu_IsExact()
    {
        using Network network = Load(new NetworkOptions { Device = ComputeDevice.Cpu });
        Assert.Equal("CPU", network.Device.ToString());
    }

    [Theory]
    [InlineData(ComputeDevice.Cuda, false, "CUDA cannot be used")]
    [InlineData(ComputeDevice.TensorRt, false, "TensorRT cannot be used")]
    [InlineData(ComputeDevice.Auto, true, "A GPU is required")]
    [InlineData(ComputeDevice.Cpu, true, "A GPU is required")]
    public void DeviceThatIsNotThere_IsRefusedInOneSentence(ComputeDevice device, bool requireGpu, string says)
    {
        SkipOnGpuBuild();
        IOException fault = Assert.Throws<IOException>(() => Load(new NetworkOptions { Device = device, RequireGpu = requireGpu }));
        Assert.StartsWith(says, fault.Message, StringComparison.Ordinal);
        Assert.Equal(device != ComputeDevice.Cpu, fault.Message.Contains("LivePoseGpu", StringComparison.Ordinal));
    }

    private static void SkipOnGpuBuild() =>
        Assert.SkipWhen(OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"), "Says what a build without GPU support says.");

    private static Network Load(NetworkOptions options)
    {
        using TemporaryFolder folder = new();
        TinyModel.Heatmap().Save(folder.File("m.onnx"));
        return Network.Load(folder.File("m.onnx"), options with { MaxBatch = 1 }, NullLogger.Instance);
    }
}
