using System.Text;
using LivePose.Pose.Onnx;
using LivePose.Testing;
using Microsoft.ML.OnnxRuntime;

namespace LivePose.Pose.Tests.Onnx;

public sealed class OnnxGraphTests
{
    [Fact]
    public void SavedGraph_ReadsBackAsItWas()
    {
        using TemporaryFolder folder = new();
        OnnxGraph graph = TinyModel.Heatmap();
        graph.SetMetadata("author", "first");
        graph.SetMetadata("author", "second");
        graph.SetMetadata("gone", "x");
        graph.SetMetadata("gone", null);
        graph.Save(folder.File("m.onnx"));

        OnnxGraph read = OnnxGraph.Load(folder.File("m.onnx"));
        Assert.Equal(graph.ToBytes(), read.ToBytes());
        Assert.Equal("image float32 [1, 3, 64, 48]", Assert.Single(read.Inputs).ToString());
        Assert.Equal("heatmap float32 [1, 17, 16, 12]", Assert.Single(read.Outputs).ToString());
        Assert.Equal(TinyModel.Opset, read.Opset);
        Assert.Equal(3 * 17 * 16 * 12, read.ParameterCount);
        Assert.Equal(new Dictionary<string, string> { ["author"] = "second" }, read.Metadata);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void FieldsThatAreNotKnown_AreWrittenBack()
    {
        // Field 6 of ModelProto is its documentation, which the editor does not know of; messages may be concatenated.
        byte[] text = Encoding.UTF8.GetBytes("kept for later readers");
        byte[] bytes = [.. TinyModel.Heatmap().ToBytes(), (6 << 3) | 2, (byte)text.Length, .. text];
        OnnxGraph graph = OnnxGraph.Parse(bytes, "m.onnx");
        graph.SetMetadata("edited", "yes");
        Assert.Contains("kept for later readers", Encoding.Latin1.GetString(graph.ToBytes()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pose", "pp_tinypose_128x96.onnx", 1040)]
    [InlineData("detectors", "rtmdet_nano_end2end.onnx", 598)]
    public void RealModel_RewrittenByTheEditor_IsBitIdentical(string folder, string name, int nodes)
    {
        string path = SharedData.Path("models", folder, name);
        OnnxGraph graph = OnnxGraph.Load(path);
        Assert.Equal(nodes, graph.Nodes.Count);
        graph.SetMetadata("edited", "yes");
        Assert.Equal(RunFirst(File.ReadAllBytes(path)), RunFirst(graph.ToBytes()));
    }

    [Fact]
    public void ProducersAndConsumers_FollowTheEdges()
    {
        OnnxGraph graph = TinyModel.Heatmap();
        OnnxNode reshape = graph.Producer("heatmap")!;
        Assert.Equal("Reshape", reshape.Operator);
        Assert.Equal("MatMul", graph.Producer(reshape.Inputs[0])!.Operator);
        Assert.Equal(["Reshape"], graph.Consumers("mean").Select(n => n.Operator));
        Assert.Null(graph.Producer("image"));
        Assert.Empty(graph.Consumers("heatmap"));
        Assert.Equal([1, 17, 16, 12], graph.Constant(reshape.Inputs[1])!.Integers!);
        Assert.Null(graph.Constant("image"));
    }

    [Fact]
    public void Constants_AreReadFromInitializersAndConstantNodes()
    {
        OnnxGraph graph = TinyModel.Heatmap();
        string initializer = graph.AddInitializer(OnnxTensor.OfFloats("weights", [2, 1], [0.5f, -2]));
        string node = graph.AddNode("Constant", [], "made", OnnxAttribute.OfTensor("value", OnnxTensor.OfIntegers("", [3], [1, 2, 3])));
        OnnxGraph read = OnnxGraph.Parse(graph.ToBytes(), "m.onnx");
        Assert.Equal([0.5f, -2], read.Constant(initializer)!.Floats!);
        Assert.Equal([2, 1], read.Constant(initializer)!.Shape);
        Assert.Equal([1, 2, 3], read.Constant(node)!.Integers!);
    }

    [Fact]
    public void Names_AreMadeUnique()
    {
        OnnxGraph graph = TinyModel.Heatmap();
        Assert.Equal("fresh", graph.UniqueName("fresh"));
        Assert.Equal("heatmap_1", graph.AddNode("Relu", ["heatmap"], "heatmap"));
        Assert.Equal("heatmap_2", graph.AddInitializer(OnnxTensor.OfFloats("heatmap", [1], [1])));
        Assert.Throws<ArgumentException>(() => graph.AddNode("Relu", ["nothing"], "y"));
        Assert.Throws<ArgumentException>(() => graph.AddOutput("mean", "heatmap", OnnxElement.Float32));
        Assert.Throws<ArgumentException>(() => OnnxTensor.OfFloats("w", [2, 2], [1]));
    }

    [Fact]
    public void GraftedHead_ComputesBesideUnchangedOutputs()
    {
        OnnxGraph head = OnnxGraph.Create("head", TinyModel.Opset);
        head.AddInput("feature", OnnxElement.Float32, new(-1, "N"), new(3));
        string weights = head.AddInitializer(OnnxTensor.OfFloats("weights", [3, 17], [.. Enumerable.Range(0, 51).Select(i => i * 0.01f)]));
        head.AddOutput(head.AddNode("Sigmoid", [head.AddNode("MatMul", ["feature", weights], "logit")], "out"), "confidence", OnnxElement.Float32, new(-1, "N"), new(17));

        OnnxGraph graph = TinyModel.Heatmap();
        float[] before = RunFirst(graph.ToBytes());
        string grafted = graph.Graft(head, new Dictionary<string, string> { ["feature"] = "features" }, "head.")["confidence"];
        Assert.StartsWith("head.", grafted, StringComparison.Ordinal);
        graph.AddOutput(grafted, "confidence", OnnxElement.Float32, new(1), new(17));

        using InferenceSession session = new(graph.ToBytes());
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(new float[3 * 64 * 48].Select((_, i) => i < 64 * 48 ? 1f : 2f).ToArray(), [1, 3, 64, 48]);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> values = session.Run(options, ["image"], [input], ["confidence"]);
        float[] confidence = values[0].GetTensorDataAsSpan<float>().ToArray();
        for (int k = 0; k < 17; k++)
        {
            double logit = 0.01 * k + 2 * 0.01 * (17 + k) + 2 * 0.01 * (34 + k);
            Assert.Equal(1 / (1 + Math.Exp(-logit)), confidence[k], 1e-5);
        }

        Assert.Equal(before, RunFirst(graph.ToBytes()));
        Assert.Throws<ArgumentException>(() => graph.Graft(head, new Dictionary<string, string>(), "x."));
        Assert.Throws<ArgumentException>(() => graph.Graft(OnnxGraph.Create("old", 11), new Dictionary<string, string>(), "x."));
    }

    [Fact]
    public void KeepOutputs_DropsWhatNothingNeeds()
    {
        OnnxGraph graph = TinyModel.Create(48, 64, ("a", [17, 2], null), ("b", [17, 2], "Sigmoid"));
        graph.KeepOutputs(["b"]);
        Assert.Equal("b", Assert.Single(graph.Outputs).Name);
        Assert.DoesNotContain(graph.Nodes, n => n.Outputs[0].StartsWith('a'));
        Assert.Equal(3 * 17 * 2, graph.ParameterCount);
        Assert.Throws<ArgumentException>(() => graph.KeepOutputs(["a"]));
    }

    internal static float[] RunFirst(byte[] model)
    {
        using SessionOptions settings = new() { IntraOpNumThreads = 1 };
        using InferenceSession session = new(model, settings);
        (string name, NodeMetadata input) = session.InputMetadata.First();
        int[] shape = [.. input.Dimensions.Select((d, i) => d > 0 ? d : i == 0 ? 1 : 320)];
        Random random = new(3);
        float[] picture = [.. Enumerable.Range(0, shape.Aggregate(1, (p, d) => p * d)).Select(_ => random.NextSingle())];
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(picture, Array.ConvertAll(shape, d => (long)d));
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> values = session.Run(options, [name], [value], [session.OutputNames[0]]);
        return values[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
