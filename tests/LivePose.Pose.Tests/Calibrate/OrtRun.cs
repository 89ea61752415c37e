using LivePose.Pose.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Pose.Tests.Calibrate;

/// <summary>Runs a graph once in ONNX Runtime.</summary>
internal static class OrtRun
{
    /// <summary>Every output by name; integers are left out.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="values">Values of its one input.</param>
    /// <param name="shape">Shape of the input.</param>
    public static Dictionary<string, float[]> Run(OnnxGraph graph, float[] values, params long[] shape)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1 };
        using InferenceSession session = new(graph.ToBytes(), options);
        using OrtValue input = graph.Inputs[0].Element == OnnxElement.Int32
            ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, v => (int)v), shape)
            : OrtValue.CreateTensorValueFromMemory(values, shape);
        string[] names = [.. session.OutputNames.Where(name => session.OutputMetadata[name].ElementType == typeof(float))];
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [graph.Inputs[0].Name], [input], names);
        return names.Zip(outputs).ToDictionary(p => p.First, p => p.Second.GetTensorDataAsSpan<float>().ToArray());
    }
}
