using LivePose.Pose.Onnx;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Pose.Tests.Onnx;

public sealed class DescriptorInferenceTests
{
    private const string ImageNetRgb = "123.675 116.28 103.53 / 58.395 57.12 57.375";
    private const string ImageNetBgr = "103.53 116.28 123.675 / 57.375 57.12 58.395";
    private const string Raw = "0 0 0 / 1 1 1";

    public static TheoryData<string, string, string> RealModels => new()
    {
        { "detectors/rtmdet_nano_person", $"Detector RtmDet 640x640 Nchw Float32 Bgr {ImageNetBgr} pad 114 LetterboxTopLeft", "1 class, 8 16 32, offset 0, Pixels, Logit" },
        { "detectors/rtmdet_nano_end2end", $"Detector EndToEnd 640x640 Nchw Float32 Bgr {ImageNetBgr} pad 114 LetterboxTopLeft", "80 class, , offset 0, Pixels, Probability" },
        { "detectors/yolox_nano", $"Detector YoloX 416x416 Nchw Float32 Bgr {Raw} pad 114 LetterboxTopLeft", "80 class, 8 16 32, offset 0, Strides, Probability" },
        { "detectors/picodet_s_320_pedestrian", $"Detector PicoDet 320x320 Nchw Float32 Rgb {ImageNetRgb} pad 0 Stretch", "1 class, 8 16 32 64, offset 0, Pixels, Probability" },
        { "detectors/nanodet_m_320", $"Detector NanoDet 320x320 Nchw Float32 Bgr {ImageNetBgr} pad 0 LetterboxCenter", "80 class, 8 16 32, offset 0.5, Strides, Probability" },
        { "pose/pp_tinypose_256x192", $"Pose Heatmap 192x256 Nchw Float32 Rgb {ImageNetRgb} pad 0 Crop", "heatmap, coco17, Person, Quarter" },
        { "pose/pp_tinypose_128x96", $"Pose Heatmap 96x128 Nchw Float32 Rgb {ImageNetRgb} pad 0 Crop", "heatmap, coco17, Person, Quarter" },
        { "pose/movenet_lightning", $"Pose MoveNet 192x192 Nhwc Int32 Rgb {Raw} pad 0 LetterboxCenter", "output_0, coco17, Image, Quarter" },
        { "pose/blazepose_landmark_lite", "Pose BlazePose 256x256 Nhwc Float32 Rgb 0 0 0 / 255 255 255 pad 0 Crop", "landmarks presence, blazepose33, Person, Quarter" },
        { "pose/efficientpose_i", $"Pose Heatmap 256x256 Nhwc Float32 Rgb {ImageNetRgb} pad 0 Crop", "heatmap, efficientpose16, Person, None" },
    };

    [Theory]
    [MemberData(nameof(RealModels))]
    public void RealModel_IsInferredWithoutASideCar(string name, string input, string rest)
    {
        ModelInspection inspection = ModelInspection.Inspect(SharedData.Path("models", $"{name}.onnx"), NullLogger.Instance);
        ModelDescriptor d = inspection.Descriptor;
        Assert.Equal(input, FormattableString.Invariant(
            $"{d.Kind} {d.Decoder} {d.Input.Width}x{d.Input.Height} {d.Input.Layout} {d.Input.Element} {d.Input.Color} {Join(d.Input.Mean)} / {Join(d.Input.Std)} pad {d.Input.Pad} {d.Input.Fit}"));
        Assert.Equal(rest, d.Kind == ModelKind.Detector
            ? FormattableString.Invariant($"{d.Classes} class, {string.Join(' ', d.Strides)}, offset {d.AnchorOffset}, {d.BoxUnits}, {d.Scores}")
            : $"{string.Join(' ', d.Outputs)}, {d.Keypoints}, {d.Region}, {d.Refine}");
        Assert.Equal(0, d.PersonClass);
        Assert.All(inspection.Fields, field => Assert.NotEqual("", field.Reason));
        Assert.Equal(name.EndsWith("end2end", StringComparison.Ordinal) || name.EndsWith("lightning", StringComparison.Ordinal), inspection.Batch.StartsWith("one sample a run", StringComparison.Ordinal));
    }

    [Fact]
    public void SimCC_IsKnownByItsBins()
    {
        ModelDescriptor d = Infer(TinyModel.Create(48, 64, ("y", [17, 128], null), ("x", [17, 96], null)));
        Assert.Equal(ModelDecoder.SimCC, d.Decoder);
        Assert.Equal(["x", "y"], d.Outputs);
        Assert.Equal(2, d.BinsPerPixel);
        Assert.Equal(ColorOrder.Rgb, d.Input.Color);
    }

    [Fact]
    public void Likelihood_IsKnownByItsSigmas()
    {
        ModelDescriptor joined = Infer(TinyModel.Create(48, 64, ("out", [17, 4], null)));
        Assert.Equal((ModelDecoder.Likelihood, SigmaForm.Logit), (joined.Decoder, joined.Sigma));

        ModelDescriptor pair = Infer(TinyModel.Create(48, 64, ("a", [17, 2], "Sigmoid"), ("b", [17, 2], null)));
        Assert.Equal((ModelDecoder.Likelihood, SigmaForm.Sigma), (pair.Decoder, pair.Sigma));
        Assert.Equal(["b", "a"], pair.Outputs);
    }

    [Fact]
    public void Maps_AreHeatmapsUnlessASoftmaxEndsThem()
    {
        Assert.Equal((ModelDecoder.Heatmap, "coco_wholebody133"), Family(Infer(TinyModel.Create(48, 64, ("maps", [133, 16, 12], null)))));
        Assert.Equal((ModelDecoder.Heatmap, "halpe26"), Family(Infer(TinyModel.Create(48, 64, ("maps", [26, 16, 12], null)))));
        Assert.Equal((ModelDecoder.Heatmap, "mpii16"), Family(Infer(TinyModel.Create(48, 64, ("maps", [16, 16, 12], null)))));
        ModelDescriptor integral = Infer(TinyModel.Create(48, 64, ("maps", [17, 16, 12], "Softmax")));
        Assert.Equal((ModelDecoder.Integral, 0f), (integral.Decoder, integral.Beta));
    }

    [Fact]
    public void Detectors_AreKnownByTheirAnchors()
    {
        // 64 px: 64, 16 and 4 cells at the strides 8, 16 and 32.
        ModelDescriptor yolox = Infer(TinyModel.Create(64, 64, ("output", [84, 6], null)));
        Assert.Equal((ModelDecoder.YoloX, 1, ScoreForm.Logit), (yolox.Decoder, yolox.Classes, yolox.Scores));

        ModelDescriptor rtmdet = Infer(TinyModel.Create(64, 64, ("b16", [4, 4, 4], null), ("c8", [80, 8, 8], null), ("c16", [80, 4, 4], null), ("c32", [80, 2, 2], null), ("b8", [4, 8, 8], null), ("b32", [4, 2, 2], null)));
        Assert.Equal((ModelDecoder.RtmDet, 80, BoxUnits.Strides), (rtmdet.Decoder, rtmdet.Classes, rtmdet.BoxUnits));
        Assert.Equal(["c8", "c16", "c32", "b8", "b16", "b32"], rtmdet.Outputs);
    }

    [Fact]
    public void FusedConfidence_IsFound()
    {
        ModelDescriptor d = Infer(TinyModel.Create(48, 64, ("heatmap", [17, 16, 12], null), ("confidence", [17], "Sigmoid"), ("visibility", [17], "Sigmoid")));
        Assert.Equal(["heatmap", "confidence", "visibility"], d.ComputedOutputs);
        Assert.Equal((1, 2), (d.ConfidenceOutput, d.VisibilityOutput));
    }

    [Fact]
    public void OutputsOfNoKnownFamily_AreListedWithTheCure()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Infer(TinyModel.Create(48, 64, ("logits", [1000], null))));
        Assert.Contains("logits float32 [1000]", fault.Message, StringComparison.Ordinal);
        Assert.Contains("m.livepose.json", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_NamesEveryFieldAndItsReason()
    {
        using TemporaryFolder folder = new();
        TinyModel.Heatmap().Save(folder.File("m.onnx"));
        using StringWriter text = new();
        ModelReport.Write(ModelInspection.Inspect(folder.File("m.onnx"), NullLogger.Instance), text);
        Assert.Contains("'heatmap' has 17 maps of 12×16", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("a graph cannot show it; the custom of top-down pose networks", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("several samples a run", text.ToString(), StringComparison.Ordinal);
    }

    private static (ModelDecoder, string?) Family(ModelDescriptor d) => (d.Decoder, d.Keypoints);

    private static ModelDescriptor Infer(OnnxGraph graph)
    {
        using TemporaryFolder folder = new();
        graph.Save(folder.File("m.onnx"));
        return ModelInspection.Inspect(folder.File("m.onnx"), NullLogger.Instance).Descriptor;
    }

    private static string Join(float[] numbers) => string.Join(' ', numbers.Select(n => FormattableString.Invariant($"{n}")));
}
