using LivePose.Pose.Calibrate;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Pose.Tests.Calibrate;

public class GraftTests
{
    private const int K = TinyNetwork.K, C = TinyNetwork.C, Area = TinyNetwork.Rows * TinyNetwork.Columns;

    private static readonly ModelDescriptor Descriptor = TinyNetwork.Descriptor(ModelDecoder.Heatmap, "heatmap");

    [Theory]
    [InlineData("global", 13)]
    [InlineData("global+statistics", 11)]
    [InlineData("statistics+tied", 13)]
    [InlineData("heatmap", 13)]
    [InlineData("heatmap+statistics", 18)]
    [InlineData("peak", 11)]
    [InlineData("peak+statistics+tied", 13)]
    public void FeaturesEqualThePlainReference(string name, int opset)
    {
        HeadDesign design = HeadDesign.Parse(name);
        Assert.Equal(name, design.ToString());
        OnnxGraph graph = TinyNetwork.Create(exposed: true, opset);
        HeadFeatures features = Graft(graph, design);
        Expose(graph, features);
        Dictionary<string, float[]> result = OrtRun.Run(graph, TinyNetwork.Pictures(), 2, 3, TinyNetwork.Rows, TinyNetwork.Columns);

        for (int n = 0; n < 2; n++)
        {
            float[] map = result["features"][(n * C * Area)..((n + 1) * C * Area)], heatmap = result["heatmap"][(n * K * Area)..((n + 1) * K * Area)];
            List<double> shared = [];
            if (design.Pooling == FeaturePooling.Global)
            {
                shared.AddRange(ReferenceFeatures.Global(map));
            }

            Near(shared, features.Shape.SharedFeatures == 0 ? [] : result["x"][(n * features.Shape.SharedFeatures)..((n + 1) * features.Shape.SharedFeatures)]);
            for (int k = 0; k < K; k++)
            {
                List<double> own = design.Pooling switch
                {
                    FeaturePooling.Heatmap => [.. ReferenceFeatures.Weighted(map, heatmap, k)],
                    FeaturePooling.Peak => [.. ReferenceFeatures.AtPeak(map, heatmap, k)],
                    _ => [],
                };
                own.AddRange(design.Statistics ? ReferenceFeatures.Statistics(heatmap, k) : []);
                int g = features.Shape.KeypointFeatures, at = ((n * K) + k) * g;
                Near(own, g == 0 ? [] : result["y"][at..(at + g)]);
            }
        }
    }

    [Theory]
    [InlineData("global")]
    [InlineData("global+statistics")]
    [InlineData("heatmap+statistics")]
    [InlineData("peak+statistics+tied")]
    public void FusedOutputsEqualTheHead(string name)
    {
        OnnxGraph graph = TinyNetwork.Create(exposed: false);
        HeadFeatures features = Graft(graph, HeadDesign.Parse(name));
        CalibrationHead head = TinyNetwork.RandomHead(features.Shape);
        HeadGraft.Attach(graph, features, head);
        Expose(graph, features);
        float[] pictures = TinyNetwork.Pictures();
        Dictionary<string, float[]> fused = OrtRun.Run(graph, pictures, 2, 3, TinyNetwork.Rows, TinyNetwork.Columns);
        Assert.Equal(
            OrtRun.Run(TinyNetwork.Create(exposed: false), pictures, 2, 3, TinyNetwork.Rows, TinyNetwork.Columns)["heatmap"], fused["heatmap"]);
        HeadShape shape = head.Shape;
        float[] s = new float[K], v = new float[K], x = fused.GetValueOrDefault("x", []), y = fused.GetValueOrDefault("y", []);
        for (int n = 0; n < 2; n++)
        {
            head.Predict(
                x.AsSpan(n * shape.SharedFeatures, shape.SharedFeatures),
                y.AsSpan(n * K * shape.KeypointFeatures, K * shape.KeypointFeatures), s, v);
            for (int k = 0; k < K; k++)
            {
                Assert.Equal(s[k], fused["confidence"][(n * K) + k], 1e-5f);
                Assert.Equal(v[k], fused["visibility"][(n * K) + k], 1e-5f);
            }
        }
    }

    [Fact]
    public void AFusedNetworkIsNotFusedAgain()
    {
        OnnxGraph graph = TinyNetwork.Create(exposed: false);
        HeadFeatures features = Graft(graph, HeadDesign.Parse("global"));
        HeadGraft.Attach(graph, features, TinyNetwork.RandomHead(features.Shape));
        Assert.Contains("original", Assert.Throws<InvalidDataException>(() => HeadGraft.Attach(graph, features, TinyNetwork.RandomHead(features.Shape))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FindsTheMapBeforeTheLastConvolution()
    {
        FeatureSource source = FeatureFinder.Find(TinyNetwork.Create(exposed: false), Descriptor, null, NullLogger.Instance);
        Assert.Equal("features", source.Tensor);
        Assert.Equal([C, TinyNetwork.Rows, TinyNetwork.Columns], source.Shape);
        Assert.Equal("hidden", FeatureFinder.Find(TinyNetwork.Create(exposed: false), Descriptor, "hidden", NullLogger.Instance).Tensor);
    }

    [Fact]
    public void SaysWhatIsWrongWithAGraphThatCannotBeCalibrated()
    {
        OnnxGraph graph = TinyNetwork.Create(exposed: false);
        Assert.Contains("nonesuch", Refused(() => FeatureFinder.Find(graph, Descriptor, "nonesuch", NullLogger.Instance)), StringComparison.Ordinal);
        Assert.Contains("detector", Refused(() => FeatureFinder.Find(graph, Descriptor with { Kind = ModelKind.Detector, Keypoints = null }, null, NullLogger.Instance)), StringComparison.Ordinal);
        Assert.Contains("keypoint set", Refused(() => FeatureFinder.Find(graph, Descriptor with { Keypoints = null }, null, NullLogger.Instance)), StringComparison.Ordinal);

        OnnxGraph blocked = TinyNetwork.Create(exposed: false);
        string square = blocked.AddNode("Mul", ["heatmap", "heatmap"], "square");
        blocked.AddOutput(square, "square", OnnxElement.Float32, new(-1, "N"), new(K), new(TinyNetwork.Rows), new(TinyNetwork.Columns));
        Assert.Contains("--features", Refused(() => FeatureFinder.Find(blocked, TinyNetwork.Descriptor(ModelDecoder.Heatmap, "square"), null, NullLogger.Instance)), StringComparison.Ordinal);

        FeatureSource source = FeatureFinder.Find(graph, Descriptor, null, NullLogger.Instance);
        Assert.Contains("heatmap or peak", Refused(() => FeatureGraft.Attach(graph, source, HeadDesign.Parse("token"), Descriptor)), StringComparison.Ordinal);
        Assert.Contains("opset 9", Refused(() => FeatureGraft.Attach(TinyNetwork.Create(false, opset: 9), source, HeadDesign.Parse("global"), Descriptor)), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => HeadDesign.Parse("deep"));
    }

    private static string Refused(Action action) => Assert.Throws<InvalidDataException>(action).Message;

    private static HeadFeatures Graft(OnnxGraph graph, HeadDesign design) =>
        FeatureGraft.Attach(graph, FeatureFinder.Find(graph, Descriptor, null, NullLogger.Instance), design, Descriptor);

    private static void Expose(OnnxGraph graph, HeadFeatures features)
    {
        if (features.Shared is { } x)
        {
            graph.AddOutput(x, "x", OnnxElement.Float32, new(-1, "N"), new(features.Shape.SharedFeatures));
        }

        if (features.Own is { } y)
        {
            graph.AddOutput(y, "y", OnnxElement.Float32, new(-1, "N"), new(K), new(features.Shape.KeypointFeatures));
        }
    }

    private static void Near(List<double> expected, float[] actual)
    {
        Assert.Equal(expected.Count, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 5e-4 * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
