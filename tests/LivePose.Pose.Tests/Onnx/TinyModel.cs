using LivePose.Pose.Onnx;

namespace LivePose.Pose.Tests.Onnx;

/// <summary>Small networks made with the graph editor: the mean colour of the picture, through one random layer for each output.</summary>
internal static class TinyModel
{
    internal const int Opset = 13;

    /// <summary>A network with a fixed batch of 1, [1, 3, height, width].</summary>
    /// <param name="width">Input columns.</param>
    /// <param name="height">Input rows.</param>
    /// <param name="outputs">Name, shape of one sample and last operator (or null) of each output.</param>
    internal static OnnxGraph Create(int width, int height, params (string Name, long[] Shape, string? Last)[] outputs)
    {
        OnnxGraph graph = OnnxGraph.Create("tiny.onnx", Opset);
        graph.AddInput("image", OnnxElement.Float32, new(1), new(3), new(height), new(width));
        string mean = graph.AddNode("GlobalAveragePool", ["image"], "mean");
        string features = graph.AddNode("Reshape", [mean, Integers(graph, 1, 3)], "features");
        Random random = new(7);
        foreach ((string name, long[] shape, string? last) in outputs)
        {
            long length = shape.Aggregate(1L, (product, d) => product * d);
            float[] numbers = [.. Enumerable.Range(0, (int)(3 * length)).Select(_ => random.NextSingle() - 0.5f)];
            string weights = graph.AddInitializer(OnnxTensor.OfFloats($"{name}_weights", [3, length], numbers));
            string tensor = graph.AddNode("MatMul", [features, weights], $"{name}_flat");
            tensor = last is null ? tensor : graph.AddNode(last, [tensor], $"{name}_last");
            graph.AddNode("Reshape", [tensor, Integers(graph, [1, .. shape])], name);
            graph.AddOutput(name, name, OnnxElement.Float32, [new(1), .. shape.Select(d => new OnnxDimension(d))]);
        }

        return graph;
    }

    /// <summary>A top-down network of 17 heatmaps.</summary>
    internal static OnnxGraph Heatmap() => Create(48, 64, ("heatmap", [17, 16, 12], null));

    internal static string Integers(OnnxGraph graph, params long[] numbers) =>
        graph.AddInitializer(OnnxTensor.OfIntegers("numbers", [numbers.Length], numbers));
}
