using LivePose.Pose.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Benchmarks.Pipeline;

/// <summary>What a network costs with nothing around it: <see cref="InferenceSession"/>.Run on the file as it is.</summary>
internal static class BareInference
{
    private const int Runs = 60;

    /// <summary>CPU seconds of one run with nothing else on the machine, at the cheapest number of threads.</summary>
    public static double Alone(string path, ModelDescriptor descriptor) =>
        Enumerable.Range(1, Environment.ProcessorCount).Min(threads => Measure(path, descriptor, threads, sideBySide: 1));

    /// <summary>CPU seconds of one run while every core computes one: cores often share caches and execution units.</summary>
    public static double SideBySide(string path, ModelDescriptor descriptor) =>
        Measure(path, descriptor, threads: 1, sideBySide: Environment.ProcessorCount);

    private static double Measure(string path, ModelDescriptor descriptor, int threads, int sideBySide)
    {
        using SessionOptions options = new() { IntraOpNumThreads = threads, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        using InferenceSession session = new(path, options);
        ModelInput input = descriptor.Input;
        long[] shape = input.Layout == InputLayout.Nchw ? [1, 3, input.Height, input.Width] : [1, input.Height, input.Width, 3];
        using OrtValue value = input.Element == InputElement.Float32
            ? OrtValue.CreateTensorValueFromMemory(new float[input.SampleLength], shape)
            : OrtValue.CreateTensorValueFromMemory(new int[input.SampleLength], shape);
        using RunOptions run = new();
        string[] inputs = [input.Name], outputs = [.. descriptor.Outputs];

        void Loop(int count)
        {
            for (int i = 0; i < count; i++)
            {
                using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, inputs, [value], outputs);
            }
        }

        Loop(5);
        return ProcessorTime.PerItem(Runs * sideBySide, () => Parallel.For(0, sideBySide, new ParallelOptions { MaxDegreeOfParallelism = sideBySide }, _ => Loop(Runs)));
    }
}
