using LivePose.Pose.Calibrate;
using LivePose.Pose.Onnx;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using OpenCvSharp;

namespace LivePose.Pose.Tests.Calibrate;

public class RealNetworkTests
{
    private const int Many = 100_000;

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("pp_tinypose_256x192.onnx", "relu_1082", new[] { 40, 64, 48 }, "heatmap", "heatmap+statistics")]
    [InlineData("pp_tinypose_128x96.onnx", null, new[] { 40, 32, 24 }, "heatmap", "heatmap+statistics")]
    [InlineData("movenet_lightning.onnx", null, new[] { 96, 48, 48 }, "sigmoid_294", "heatmap+statistics")]
    [InlineData("blazepose_landmark_lite.onnx", "clip_341", new[] { 192, 2, 2 }, null, "global+statistics")]
    [InlineData("efficientpose_i.onnx", null, new[] { 16, 128, 128 }, "heatmap", "heatmap+statistics")]
    public void FindsThePenultimateTensor(string file, string? tensor, int[] shape, string? heatmap, string design)
    {
        CalibrationModel model = Load(file, null);
        Assert.Equal(tensor ?? model.Source.Tensor, model.Source.Tensor);
        Assert.Equal(shape, model.Source.Shape);
        Assert.Equal(heatmap, model.Source.Heatmap);
        Assert.Equal(design, model.Design.Name);
        Assert.Equal(heatmap is null ? "statistics+tied" : design + "+tied", HeadDesign.Recommended(model.Source, 20).Name);
    }

    [Fact]
    public void FusingKeepsEveryBitOfTheKeypointsAndGivesTheHeadsAnswer() => CheckFusing("blazepose_landmark_lite.onnx", "global+statistics");

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("pp_tinypose_256x192.onnx", "heatmap+statistics")]
    [InlineData("pp_tinypose_256x192.onnx", "peak")]
    [InlineData("pp_tinypose_128x96.onnx", "statistics+tied")]
    [InlineData("movenet_lightning.onnx", "heatmap+statistics+tied")]
    public void FusingKeepsEveryBitOfOtherNetworksToo(string file, string design) => CheckFusing(file, design);

    [Fact]
    public void ADetectorCannotBeCalibrated() =>
        Assert.Throws<InvalidDataException>(() =>
            CalibrationModel.Load(SharedData.Path("models", "detectors", "yolox_nano.onnx"), null, null, Many, NullLogger.Instance));

    private static void CheckFusing(string file, string design)
    {
        using TemporaryFolder folder = new();
        CalibrationModel model = Load(file, HeadDesign.Parse(design));
        CalibrationHead head = TinyNetwork.RandomHead(model.Features);
        OnnxGraph fused = model.Fuse(head, new ModelCalibration { Confidence = "", Seed = 7 });
        fused.Save(folder.File("fused.onnx"));
        ModelDescriptor withFeatures = model.SaveWithFeatures(folder.File("features.onnx"));

        (float[] picture, long[] shape) = Picture(model.Descriptor.Input);
        Dictionary<string, float[]> before = OrtRun.Run(OnnxGraph.Load(model.Path), picture, shape);
        Dictionary<string, float[]> after = OrtRun.Run(fused, picture, shape);
        Dictionary<string, float[]> features = OrtRun.Run(OnnxGraph.Load(folder.File("features.onnx")), picture, shape);
        Assert.All(before, output => Assert.Equal(output.Value, after[output.Key]));

        int k = model.Features.KeypointCount, extra = 0;
        float[] s = new float[k], v = new float[k];
        float[] x = model.Features.SharedFeatures > 0 ? features[withFeatures.ExtraOutputs[extra++]] : [];
        float[] y = model.Features.KeypointFeatures > 0 ? features[withFeatures.ExtraOutputs[extra]] : [];
        head.Predict(x, y, s, v);
        for (int i = 0; i < k; i++)
        {
            Assert.Equal(s[i], after["confidence"][i], 1e-5f);
            Assert.Equal(v[i], after["visibility"][i], 1e-5f);
        }

        using Network network = Network.Load(folder.File("fused.onnx"), new NetworkOptions { MaxBatch = 2, WarmBatch = 1 }, NullLogger.Instance);
        Assert.True(network.Batched != file.StartsWith("movenet", StringComparison.Ordinal), network.BatchReason); // MoveNet's own graph is of batch 1
        Assert.Equal(7, network.Descriptor.Calibration!.Seed);
        Assert.Equal(model.Sha256, network.Descriptor.Calibration.BaseSha256);
        Assert.Contains("calibrated already", Assert.Throws<InvalidDataException>(() =>
            CalibrationModel.Load(folder.File("fused.onnx"), null, null, Many, NullLogger.Instance)).Message, StringComparison.Ordinal);
    }

    private static CalibrationModel Load(string file, HeadDesign? design) =>
        CalibrationModel.Load(SharedData.Path("models", "pose", file), null, design, Many, NullLogger.Instance);

    private static (float[] Picture, long[] Shape) Picture(ModelInput input)
    {
        using Mat image = Cv2.ImRead(SharedData.Path("images", "000000000785.jpg"));
        using Mat small = image.Resize(new Size(input.Width, input.Height));
        float[] picture = new float[input.SampleLength];
        bool planar = input.Layout == InputLayout.Nchw;
        for (int i = 0; i < input.Width * input.Height; i++)
        {
            Vec3b pixel = small.At<Vec3b>(i / input.Width, i % input.Width);
            for (int c = 0; c < 3; c++)
            {
                picture[planar ? (c * input.Width * input.Height) + i : (3 * i) + c] = (pixel[2 - c] - input.Mean[c]) / input.Std[c];
            }
        }

        return (picture, planar ? [1, 3, input.Height, input.Width] : [1, input.Height, input.Width, 3]);
    }
}
