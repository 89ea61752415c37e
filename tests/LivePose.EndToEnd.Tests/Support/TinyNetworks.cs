using LivePose.EndToEnd.Tests.Support;
using LivePose.Pose.Onnx;
using LivePose.Testing;

[assembly: AssemblyFixture(typeof(TinyNetworks))]

namespace LivePose.EndToEnd.Tests.Support;

/// <summary>
/// Networks that answer the same for every picture, made with the graph editor: a detector that sees two people, and a pose
/// network that puts keypoint k of its crop at heatmap cell (2 + k mod 8, 2 + 3k div 4). They load in no time and need no files.
/// </summary>
public sealed class TinyNetworks : IDisposable
{
    private const int Opset = 13, Side = 64, Keypoints = 17, MapWidth = 12, MapHeight = 16;

    private readonly TemporaryFolder _folder = new();

    public TinyNetworks()
    {
        Detector = _folder.File("detector.onnx");
        Pose = _folder.File("pose.onnx");
        BuildDetector().Save(Detector);
        BuildPose().Save(Pose);
    }

    /// <summary>Sees two people, in the left and in the right half of a picture of 64×48 px.</summary>
    public string Detector { get; }

    /// <summary>Sees COCO's 17 keypoints in every crop.</summary>
    public string Pose { get; }

    /// <summary>The options that choose both.</summary>
    public string[] Options => ["--detector", Detector, "--pose", Pose, "--threads", "2"];

    /// <summary>A detector: boxes [2, 5] and labels [2].</summary>
    /// <param name="side">Width and height of its input, px; -1 leaves them open.</param>
    internal static OnnxGraph BuildDetector(int side = Side)
    {
        OnnxGraph graph = Start(side, side);
        float[] boxes = [4, 4, 28, 44, 0.9f, 36, 4, 60, 44, 0.8f];
        graph.AddNode("Reshape", [Constant(graph, boxes), Integers(graph, 1, 2, 5)], "dets");
        graph.AddNode("Cast", [Constant(graph, [0, 0])], "labels", OnnxAttribute.OfInteger("to", (long)OnnxElement.Int64));
        graph.AddOutput("dets", "dets", OnnxElement.Float32, new(1), new(2), new(5));
        graph.AddOutput("labels", "labels", OnnxElement.Int64, new(1), new(2));
        return graph;
    }

    /// <summary>A top-down network: heatmaps [17, 16, 12] for crops of 48×64 px.</summary>
    internal static OnnxGraph BuildPose()
    {
        OnnxGraph graph = Start(48, Side);
        float[] maps = new float[Keypoints * MapWidth * MapHeight];
        for (int k = 0; k < Keypoints; k++)
        {
            maps[(k * MapWidth * MapHeight) + ((2 + (3 * k / 4)) * MapWidth) + 2 + (k % 8)] = 0.75f;
        }

        graph.AddNode("Reshape", [Constant(graph, maps), Integers(graph, 1, Keypoints, MapHeight, MapWidth)], "heatmap");
        graph.AddOutput("heatmap", "heatmap", OnnxElement.Float32, new(1), new(Keypoints), new(MapHeight), new(MapWidth));
        return graph;
    }

    /// <summary>A network that gives something no decoder reads.</summary>
    internal static OnnxGraph BuildUnknown()
    {
        OnnxGraph graph = Start(Side, Side);
        graph.AddOutput(Constant(graph, [1, 2, 3]), "classes", OnnxElement.Float32, new(1), new(3));
        return graph;
    }

    public void Dispose() => _folder.Dispose();

    private static OnnxGraph Start(int width, int height)
    {
        OnnxGraph graph = OnnxGraph.Create("tiny.onnx", Opset);
        graph.AddInput("image", OnnxElement.Float32, new(1), new(3), new(height), new(width));
        string mean = graph.AddNode("GlobalAveragePool", ["image"], "mean");
        graph.AddNode("Reshape", [mean, Integers(graph, 1, 3)], "features");
        return graph;
    }

    /// <summary>Numbers that depend on the picture in form only, so that the graph stays a network: shape [1, n].</summary>
    private static string Constant(OnnxGraph graph, float[] numbers)
    {
        string weights = graph.AddInitializer(OnnxTensor.OfFloats("weights", [3, numbers.Length], new float[3 * numbers.Length]));
        string bias = graph.AddInitializer(OnnxTensor.OfFloats("bias", [1, numbers.Length], numbers));
        return graph.AddNode("Add", [graph.AddNode("MatMul", ["features", weights], "product"), bias], "sum");
    }

    private static string Integers(OnnxGraph graph, params long[] numbers) =>
        graph.AddInitializer(OnnxTensor.OfIntegers("numbers", [numbers.Length], numbers));
}
