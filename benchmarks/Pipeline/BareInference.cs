using LivePose.Pose.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Benchmarks.Pipeline;

/// <summary>What a network costs with nothing around it: <see cref="InferenceSession"/>.Run on the file as it is.</summary>
internal static class BareInference
{
    private const int Runs = 60;

    /// <summary>CPU seconds of one sample at the cheapest number of threads, and that number.</summary>
    /// <param name="path">The ONNX file; its batch is 1.</param>
    /// <param name="descriptor">Of the file.</param>
    public static (double Seconds, int Threads) Cheapest(string path, ModelDescriptor descriptor)
    {
        return Enumerable.Range(1, Environment.ProcessorCount)
            .Select(threads => (Seconds: Measure(path, descriptor, threads), Threads: threads))
            .MinBy(result => result.Seconds);
    }

    private static double Measure(string path, ModelDescriptor descriptor, int threads)
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
        return ProcessorTime.PerItem(Runs, () => Loop(Runs));
    }
}
