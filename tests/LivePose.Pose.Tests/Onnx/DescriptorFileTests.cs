using LivePose.Pose.Onnx;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Pose.Tests.Onnx;

public sealed class DescriptorFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DescriptorFileTests() => TinyModel.Heatmap().Save(Model);

    private string Model => _folder.File("m.onnx");

    [Fact]
    public void SideCar_OverridesOnlyWhatItNames()
    {
        File.WriteAllText(DescriptorFile.PathFor(Model), """{ "refine": "dark", "input": { "mean": [1, 2, 3] }, /* why */ }""");
        ModelInspection inspection = ModelInspection.Inspect(Model, NullLogger.Instance);
        Assert.Equal(HeatmapRefine.Dark, inspection.Descriptor.Refine);
        Assert.Equal([1, 2, 3], inspection.Descriptor.Input.Mean);
        Assert.Equal([58.395f, 57.12f, 57.375f], inspection.Descriptor.Input.Std);
        Assert.Equal(FieldSource.SideCar, inspection.Fields.Single(f => f.Name == "input.mean").Source);
        Assert.Equal(FieldSource.Custom, inspection.Fields.Single(f => f.Name == "input.std").Source);
    }

    [Fact]
    public void Metadata_OverridesInference_AndTheSideCarOverridesMetadata()
    {
        OnnxGraph graph = TinyModel.Heatmap();
        graph.SetMetadata(DescriptorFile.MetadataKey, """{ "refine": "dark", "boxScale": 1.5 }""");
        graph.Save(Model);
        File.WriteAllText(DescriptorFile.PathFor(Model), """{ "boxScale": 2 }""");
        ModelDescriptor d = ModelInspection.Inspect(Model, NullLogger.Instance).Descriptor;
        Assert.Equal((HeatmapRefine.Dark, 2f), (d.Refine, d.BoxScale));
    }

    [Fact]
    public void WholeDescriptor_SurvivesItsFile()
    {
        ModelDescriptor d = ModelInspection.Inspect(Model, NullLogger.Instance).Descriptor with { Refine = HeatmapRefine.Dark, BoxScale = 1.1f };
        DescriptorFile.Write(DescriptorFile.PathFor(Model), d);
        Assert.Equal(DescriptorFile.ToJson(d), DescriptorFile.ToJson(ModelInspection.Inspect(Model, NullLogger.Instance).Descriptor));
    }

    [Fact]
    public void SideCar_DescribesWhatCannotBeInferred()
    {
        TinyModel.Create(48, 64, ("odd", [7, 16, 12], null), ("other", [7, 8, 8, 8], null)).Save(Model);
        File.WriteAllText(DescriptorFile.PathFor(Model), """{ "decoder": "integral", "outputs": ["odd"], "beta": 10 }""");
        ModelDescriptor d = ModelInspection.Inspect(Model, NullLogger.Instance).Descriptor;
        Assert.Equal((ModelDecoder.Integral, 10f), (d.Decoder, d.Beta));
    }

    [Theory]
    [InlineData("""{ "input": { "width": 96 } }""", "input.width = 96", "has 48")]
    [InlineData("""{ "input": { "layout": "nhwc" } }""", "input.layout = nhwc", "has nchw")]
    [InlineData("""{ "input": { "element": "uint8" } }""", "input.element = uint8", "has float32")]
    [InlineData("""{ "input": { "name": "data" } }""", "input.name = data", "has image")]
    [InlineData("""{ "outputs": ["heat"] }""", "'heat'", "'heatmap'")]
    [InlineData("""{ "decoder": "simcc" }""", "decoder 'simcc'", "heatmap float32 [17, 16, 12]")]
    [InlineData("""{ "decoder": "yolox" }""", "decoder 'yolox'", "kind must be 'detector'")]
    [InlineData("""{ "kind": "detector" }""", "kind must be 'pose'", "heatmap float32 [17, 16, 12]")]
    [InlineData("""{ "colour": "bgr" }""", "colour", "m.livepose.json")]
    [InlineData("""{ "decoder": "simc" }""", "'decoder'", "m.livepose.json")]
    [InlineData("""{ "input": { "std": [1, 0, 1] } }""", "input.std must not be 0", "m.livepose.json")]
    [InlineData("""{ "input": { "width": 1e9 } }""", "input.width", "m.livepose.json")]
    [InlineData("""{ "input": null }""", "input", "m.livepose.json")]
    [InlineData("""{ "boxScale": -1 }""", "boxScale must be", "m.livepose.json")]
    [InlineData("""[1, 2""", "is not a JSON object", "m.livepose.json")]
    [InlineData("""{ "kind": "pose", "kind": "pose" }""", "is not a JSON object", "m.livepose.json")]
    public void SideCarThatIsWrong_IsRefusedInOneSentence(string json, string says, string alsoSays)
    {
        File.WriteAllText(DescriptorFile.PathFor(Model), json);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Network.Load(Model, new NetworkOptions(), NullLogger.Instance));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Contains(alsoSays, fault.Message, StringComparison.Ordinal);
        Assert.Contains("m.livepose.json", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void OpenInputSize_ComesFromTheSideCar()
    {
        string path = _folder.File("rtmdet.onnx");
        File.Copy(SharedData.Path("models", "detectors", "rtmdet_nano_end2end.onnx"), path);
        File.WriteAllText(DescriptorFile.PathFor(path), """{ "input": { "width": 320, "height": 256 } }""");
        using Network network = Network.Load(path, new NetworkOptions { MaxBatch = 1 }, NullLogger.Instance);
        Assert.Equal((320, 256), (network.Descriptor.Input.Width, network.Descriptor.Input.Height));
        using NetworkLane lane = network.CreateLane();
        Assert.Equal(3 * 320 * 256, lane.InputFloat(0).Length);
    }

    public void Dispose() => _folder.Dispose();
}
