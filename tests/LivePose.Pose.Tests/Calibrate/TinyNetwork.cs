using LivePose.Pose.Calibrate;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Tests.Calibrate;

/// <summary>A pose network of two 1×1 convolutions: picture [N, 3, 64, 48] → features [N, 5, 64, 48] → heatmap [N, 17, 64, 48].</summary>
internal static class TinyNetwork
{
    public const int K = 17, C = 5, Rows = 64, Columns = 48;

    public static ModelDescriptor Descriptor(ModelDecoder decoder, params string[] outputs) => new()
    {
        Kind = ModelKind.Pose,
        Decoder = decoder,
        Keypoints = "coco17",
        Outputs = outputs,
        Input = new ModelInput
        {
            Name = "image",
            Width = Columns,
            Height = Rows,
            Layout = InputLayout.Nchw,
            Element = InputElement.Float32,
            Color = ColorOrder.Rgb,
            Mean = [0, 0, 0],
            Std = [1, 1, 1],
            Pad = 0,
            Fit = InputFit.Stretch,
        },
    };

    /// <summary>The network; with <paramref name="exposed"/> its features are an output too.</summary>
    public static OnnxGraph Create(bool exposed, int opset = 13)
    {
        Random random = new(12);
        OnnxGraph graph = OnnxGraph.Create("tiny", opset);
        graph.AddInput("image", OnnxElement.Float32, new OnnxDimension(-1, "N"), new OnnxDimension(3), new OnnxDimension(Rows), new OnnxDimension(Columns));
        string features = graph.AddNode("Relu", [graph.AddNode("Conv", ["image", Weights(graph, random, C, 3)], "hidden")], "features");
        string heatmap = graph.AddNode("Sigmoid", [graph.AddNode("Conv", [features, Weights(graph, random, K, C)], "logits")], "heatmap");
        graph.AddOutput(heatmap, "heatmap", OnnxElement.Float32, Shape(K));
        if (exposed)
        {
            graph.AddOutput(features, "features", OnnxElement.Float32, Shape(C));
        }

        return graph;
    }

    /// <summary>Two smooth pictures.</summary>
    public static float[] Pictures()
    {
        Random random = new(5);
        return [.. Enumerable.Range(0, 2 * 3).SelectMany(_ =>
        {
            double cx = random.Next(6, 42), cy = random.Next(6, 58), width = 20 + (60 * random.NextDouble());
            return Enumerable.Range(0, Rows * Columns).Select(i =>
                (float)(5 * Math.Exp(-(Math.Pow((i % Columns) - cx, 2) + Math.Pow((i / Columns) - cy, 2)) / width)));
        })];
    }

    /// <summary>A head with random weights.</summary>
    public static CalibrationHead RandomHead(HeadShape shape)
    {
        Random random = new(3);
        return new CalibrationHead(shape, [.. Enumerable.Range(0, shape.ParameterCount(2)).Select(_ => (float)(0.3 * Normal.Sample(random)))]);
    }

    private static OnnxDimension[] Shape(int channels) => [new(-1, "N"), new(channels), new(Rows), new(Columns)];

    private static string Weights(OnnxGraph graph, Random random, int to, int from) => graph.AddInitializer(
        OnnxTensor.OfFloats("w", [to, from, 1, 1], [.. Enumerable.Range(0, to * from).Select(_ => (float)Normal.Sample(random))]));
}
