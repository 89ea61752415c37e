using LivePose.Pose.Onnx;

namespace LivePose.Pose.Calibrate;

/// <summary>Appends the pooling and the statistics of a calibration head to a network's graph.</summary>
/// <remarks>
/// The same nodes serve the extraction of training data and the fused network, so what the head learns from is what it will see.
/// Only operators of opset 11 on are used, and of the reductions only pooling and matrix products, whose form never changed.
/// </remarks>
public static class FeatureGraft
{
    private const int OldestOpset = 11;
    private const float ProbabilityEdge = 1e-3f;

    /// <summary>Appends the features.</summary>
    /// <param name="graph">The network; changed in place, its outputs are not.</param>
    /// <param name="source">Where to look.</param>
    /// <param name="design">What to read.</param>
    /// <param name="descriptor">How the outputs are read.</param>
    /// <exception cref="InvalidDataException">The graph is too old, or the design does not suit its shapes.</exception>
    public static HeadFeatures Attach(OnnxGraph graph, FeatureSource source, HeadDesign design, ModelDescriptor descriptor)
    {
        if (graph.Opset < OldestOpset)
        {
            throw new InvalidDataException($"'{graph.Source}' uses opset {graph.Opset}; a calibration head needs {OldestOpset} or later: convert it with ONNX's version converter.");
        }

        if (!source.Poolings.Contains(design.Pooling))
        {
            throw new InvalidDataException(
                $"Head '{design}' does not suit '{graph.Source}', whose penultimate tensor is {source}; choose {string.Join(" or ", source.Poolings.Select(p => new HeadDesign(p, design.Statistics, design.Tied)))}.");
        }

        GraftBuilder build = new(graph);
        Parts parts = new();
        HeatmapGraft? map = source.Heatmap is null ? null : new HeatmapGraft(build, source, descriptor);
        AddPooled(build, source, design.Pooling, map, parts);
        int pooled = parts.OwnCount;
        if (design.Statistics)
        {
            AddStatistics(build, source, descriptor, map, parts);
        }

        HeadShape shape = new(source.KeypointCount, parts.SharedCount, parts.OwnCount, design.Tied) { StatisticCount = parts.OwnCount - pooled };
        return new HeadFeatures(
            shape,
            parts.Shared.Count > 0 ? build.Concat(1, parts.Shared) : null,
            parts.Own.Count > 0 ? build.Concat(2, parts.Own) : null);
    }

    private static void AddPooled(GraftBuilder build, FeatureSource source, FeaturePooling pooling, HeatmapGraft? map, Parts parts)
    {
        int channels = source.Shape[^1];
        switch (pooling)
        {
            case FeaturePooling.None:
                return;
            case FeaturePooling.Token:
                parts.AddOwn(source.Tensor, channels);
                return;
            case FeaturePooling.Global when source.Shape.Length == 1:
                parts.AddShared(build.Reshape(source.Tensor, 0, -1), channels);
                return;
            case FeaturePooling.Global:
                parts.AddShared(build.Node("Flatten", [build.Node("GlobalAveragePool", [source.Tensor])]), source.Shape[0]);
                return;
            case FeaturePooling.Heatmap:
                parts.AddOwn(map!.PoolFeatures(), source.Shape[0]);
                return;
            default:
                parts.AddOwn(map!.SampleFeatures(), source.Shape[0]);
                return;
        }
    }

    private static void AddStatistics(GraftBuilder build, FeatureSource source, ModelDescriptor descriptor, HeatmapGraft? map, Parts parts)
    {
        switch (source.Decoder)
        {
            case ModelDecoder.SimCC:
                parts.AddOwn(Maximum(build, descriptor.Outputs[0]), 1);
                parts.AddOwn(Maximum(build, descriptor.Outputs[1]), 1);
                break;
            case ModelDecoder.Likelihood:
                AddSigmas(build, descriptor, source.KeypointCount, parts);
                break;
            case ModelDecoder.BlazePose:
                AddLandmarks(build, descriptor, source.KeypointCount, parts);
                break;
            default:
                parts.AddOwn(map!.Statistics(), 3);
                if (source.Decoder == ModelDecoder.MoveNet)
                {
                    // Its score is the heat where it found the keypoint, which need not be the map's maximum.
                    string scores = build.Slice(build.Reshape(descriptor.Outputs[0], 0, source.KeypointCount, 3), 2, 2, 3);
                    parts.AddOwn(build.Logit(scores, ProbabilityEdge), 1);
                }

                break;
        }
    }

    /// <summary>BlazePose: logits of visibility, of presence and of the person being there.</summary>
    private static void AddLandmarks(GraftBuilder build, ModelDescriptor descriptor, int keypoints, Parts parts)
    {
        string landmarks = build.Slice(build.Reshape(descriptor.Outputs[0], 0, -1, 5), 1, 0, keypoints);
        parts.AddOwn(build.Slice(landmarks, 2, 3, 5), 2);
        string person = build.Logit(build.Reshape(descriptor.Outputs[1], 0, 1, 1), ProbabilityEdge);
        parts.AddOwn(build.Node("Mul", [person, build.Floats([1, keypoints, 1], Filled(keypoints, 1))]), 1);
    }

    /// <summary>Largest value of the last axis of [N, K, W], as [N, K, 1].</summary>
    private static string Maximum(GraftBuilder build, string x) => build.Node("GlobalMaxPool", [x]);

    private static void AddSigmas(GraftBuilder build, ModelDescriptor descriptor, int keypoints, Parts parts)
    {
        string raw = descriptor.Outputs.Length > 1
            ? build.Reshape(descriptor.Outputs[1], 0, keypoints, -1)
            : build.Slice(build.Reshape(descriptor.Outputs[0], 0, keypoints, 4), 2, 2, 4);
        string mean = build.Node("GlobalAveragePool", [raw]);
        parts.AddOwn(
            descriptor.Sigma switch
            {
                SigmaForm.Log => mean,
                SigmaForm.Logit => build.Log(build.Node("Sigmoid", [mean]), 1e-6f),
                _ => build.Log(mean, 1e-6f),
            },
            1);
    }

    private static float[] Filled(int count, float value)
    {
        float[] values = new float[count];
        Array.Fill(values, value);
        return values;
    }

    private sealed class Parts
    {
        public List<string> Shared { get; } = [];

        public List<string> Own { get; } = [];

        public int SharedCount { get; private set; }

        public int OwnCount { get; private set; }

        public void AddShared(string tensor, int count)
        {
            Shared.Add(tensor);
            SharedCount += count;
        }

        public void AddOwn(string tensor, int count)
        {
            Own.Add(tensor);
            OwnCount += count;
        }
    }
}
