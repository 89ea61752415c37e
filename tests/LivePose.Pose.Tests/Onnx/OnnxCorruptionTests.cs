using System.Text;
using CsCheck;
using LivePose.Pose.Onnx;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Pose.Tests.Onnx;

public sealed class OnnxCorruptionTests
{
    [Theory]
    [InlineData("", "is empty")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00", "git lfs pull")]
    [InlineData("<!DOCTYPE html><html>404</html>", "export or download it again")]
    [InlineData("{}", "export or download it again")]
    public void FileThatIsNoNetwork_IsRefusedInOneSentence(string content, string cure)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("m.onnx"), content);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => OnnxGraph.Load(folder.File("m.onnx")));
        Assert.Contains("m.onnx", fault.Message, StringComparison.Ordinal);
        Assert.Contains(cure, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void MissingFile_IsNamed() =>
        Assert.Contains("nowhere.onnx", Assert.Throws<FileNotFoundException>(() => OnnxGraph.Load("nowhere.onnx")).Message, StringComparison.Ordinal);

    [Fact]
    public void ExternalWeights_AreUsedWhereTheyAreAndNamedWhereTheyAreNot()
    {
        // Appends to the graph: heatmap = raw * w, with w = 3 in another file.
        // TensorProto: dims = 1, data_type = 2, name = 8, external_data = 13 { key = 1, value = 2 }, data_location = 14.
        byte[] entry = Field(13, [.. Text(1, "location"), .. Text(2, "m.weights")]);
        byte[] tensor = [0x08, 1, 0x10, 1, .. Text(8, "w"), .. entry, 14 << 3, 1];
        byte[] node = [.. Text(1, "raw"), .. Text(1, "w"), .. Text(2, "heatmap"), .. Text(4, "Mul")];
        byte[] output = [.. Text(1, "heatmap"), .. Field(2, Field(1, [0x08, 1]))];
        using TemporaryFolder folder = new();
        string path = folder.File("m.onnx");
        File.WriteAllBytes(path, [.. TinyModel.Create(48, 64, ("raw", [17, 16, 12], null)).ToBytes(), .. Field(7, [.. Field(5, tensor), .. Field(1, node), .. Field(12, output)])]);
        Assert.Contains("m.weights", Assert.Throws<InvalidDataException>(() => OnnxGraph.Load(path)).Message, StringComparison.Ordinal);

        File.WriteAllBytes(folder.File("m.weights"), BitConverter.GetBytes(3f));
        Assert.Null(OnnxGraph.Load(path).Constant("w"));
        float[] raw = Run("raw");
        Assert.Equal([.. raw.Select(v => 3 * v)], Run("heatmap"));

        float[] Run(string name)
        {
            File.WriteAllText(DescriptorFile.PathFor(path), $$"""{ "outputs": ["{{name}}"] }""");
            using Network network = Network.Load(path, new NetworkOptions { MaxBatch = 2 }, NullLogger.Instance);
            using NetworkLane lane = network.CreateLane();
            lane.InputFloat(1).Fill(1);
            lane.Run(2);
            return lane.Output(0, 1).ToArray();
        }
    }

    [Fact]
    public void TensorThatPromisesMoreThanItHas_IsRefusedWithoutAllocating()
    {
        // dims 2^31 - 1, then 2^40; float32; 4 bytes of data.
        byte[][] shapes = [[0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]];
        foreach (byte[] dims in shapes)
        {
            byte[] tensor = [.. dims, 0x10, 1, .. Text(8, "bomb"), .. Field(9, new byte[4])];
            byte[] bytes = [.. TinyModel.Heatmap().ToBytes(), .. Field(7, Field(5, tensor))];
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Contains("bomb", Assert.Throws<InvalidDataException>(() => OnnxGraph.Parse(bytes, "m.onnx").Constant("bomb")).Message, StringComparison.Ordinal);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        }
    }

    [Fact]
    public void SizeThatWouldFillTheMemory_IsRefused()
    {
        OnnxGraph graph = TinyModel.Create(48, 64, ("raw", [17, 16, 12], null));
        string sizes = TinyModel.Integers(graph, 1, 17, 1 << 20, 1 << 20);
        graph.AddOutput(graph.AddNode("Resize", ["raw", "", "", sizes], "heatmap"), "heatmap", OnnxElement.Float32);
        using TemporaryFolder folder = new();
        graph.Save(folder.File("m.onnx"));
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Network.Load(folder.File("m.onnx"), new NetworkOptions(), NullLogger.Instance));
        Assert.Contains("Resize that makes 'heatmap'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TruncatedAtAnyByte_ReadsOrIsRefused()
    {
        byte[] bytes = TinyModel.Create(16, 16, ("heatmap", [5, 4, 4], null)).ToBytes();
        for (int length = 0; length < bytes.Length; length += 1 + length / 64)
        {
            ReadEverything(bytes[..length]);
        }
    }

    [Fact]
    public void MutatedBytes_ReadOrAreRefused()
    {
        byte[] bytes = TinyModel.Create(16, 16, ("heatmap", [5, 4, 4], null)).ToBytes();
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Array[1, 8].Sample(
            edits =>
            {
                byte[] mutated = [.. bytes];
                foreach ((int position, byte value) in edits)
                {
                    mutated[position] = value;
                }

                ReadEverything(mutated);
            },
            iter: 3000,
            threads: 1);
    }

    [Fact]
    public void MutatedNetwork_LoadsOrIsRefused()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("m.onnx");
        byte[] bytes = TinyModel.Create(16, 16, ("heatmap", [5, 4, 4], null)).ToBytes();
        Random random = new(11);
        int refused = 0;
        for (int i = 0; i < 150; i++)
        {
            byte[] mutated = [.. bytes];
            mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, mutated);
            try
            {
                using Network network = Network.Load(path, new NetworkOptions { MaxBatch = 2 }, NullLogger.Instance);
            }
            catch (InvalidDataException fault)
            {
                refused++;
                Assert.DoesNotContain('\n', fault.Message);
            }
        }

        Assert.InRange(refused, 1, 149);
    }

    private static void ReadEverything(byte[] bytes)
    {
        try
        {
            OnnxGraph graph = OnnxGraph.Parse(bytes, "m.onnx");
            _ = (graph.Inputs, graph.ParameterCount, graph.Metadata, graph.Opset, graph.ExternalFiles);
            foreach (string tensor in graph.Nodes.SelectMany(n => n.Inputs))
            {
                graph.Constant(tensor);
            }

            graph.KeepOutputs([.. graph.Outputs.Select(o => o.Name)]);
            graph.ToBytes();
        }
        catch (InvalidDataException fault)
        {
            Assert.Contains("m.onnx", fault.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Text(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] content) => [.. Varint((number << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Varint(int value) => value < 128 ? [(byte)value] : [(byte)((value & 127) | 128), .. Varint(value >> 7)];
}
