using LivePose.Pose.Onnx;

namespace LivePose.Pose.Calibrate;

/// <summary>Appends a trained head to a graph that has its features: outputs <c>confidence</c> and <c>visibility</c>, [N, K].</summary>
public static class HeadGraft
{
    /// <summary>Name of the output that holds the expected OKS of each keypoint.</summary>
    public const string ConfidenceOutput = "confidence";

    /// <summary>Name of the output that holds P(labelled) of each keypoint.</summary>
    public const string VisibilityOutput = "visibility";

    /// <summary>Appends the head; the network's own outputs stay as they are.</summary>
    /// <param name="graph">Changed in place.</param>
    /// <param name="features">From <see cref="FeatureGraft.Attach"/> on this graph.</param>
    /// <param name="head">Weights of the same shape.</param>
    /// <exception cref="InvalidDataException">The graph already has such outputs.</exception>
    public static void Attach(OnnxGraph graph, HeadFeatures features, CalibrationHead head)
    {
        if (graph.Outputs.Any(output => output.Name is ConfidenceOutput or VisibilityOutput))
        {
            throw new InvalidDataException($"'{graph.Source}' already has an output '{ConfidenceOutput}' or '{VisibilityOutput}'; calibrate the original network.");
        }

        GraftBuilder build = new(graph);
        HeadShape shape = features.Shape;
        string logits = build.Floats([shape.KeypointCount, 2], Table(head, (k, o) => [head.Bias(k, o)]));
        if (features.Shared is { } shared)
        {
            string weights = build.Floats([2L * shape.KeypointCount, shape.SharedFeatures], Table(head, (k, o) => head.SharedWeights(k, o).ToArray()));
            string product = build.Node(
                "Gemm", [shared, weights, build.Floats([1], 0)], OnnxAttribute.OfInteger("transB", 1));
            logits = build.Node("Add", [build.Reshape(product, 0, -1, 2), logits]);
        }

        if (features.Own is { } own)
        {
            logits = build.Node("Add", [shape.Tied ? TiedProduct(build, own, head) : Product(build, own, head), logits]);
        }

        string values = build.Node("Sigmoid", [logits]);
        OnnxDimension batch = graph.Inputs[0].Shape?[0] ?? new OnnxDimension(-1);
        foreach ((string name, int o) in new[] { (ConfidenceOutput, 0), (VisibilityOutput, 1) })
        {
            string output = graph.AddNode("Gather", [values, build.Integers([], o)], name, OnnxAttribute.OfInteger("axis", 2));
            graph.AddOutput(output, name, OnnxElement.Float32, batch, new OnnxDimension(shape.KeypointCount));
        }
    }

    /// <summary>U[k] · y_k for both outputs, [N, K, 2]: one small product a keypoint.</summary>
    private static string Product(GraftBuilder build, string own, CalibrationHead head)
    {
        string column = build.Reshape(own, 0, 0, 1, -1);
        string weights = build.Floats([head.Shape.KeypointCount, head.Shape.KeypointFeatures, 2], OwnTable(head, head.Shape.KeypointCount));
        return build.Reshape(build.Node("MatMul", [column, weights]), 0, 0, 2);
    }

    /// <summary>U · y_k for both outputs, [N, K, 2]: one product.</summary>
    private static string TiedProduct(GraftBuilder build, string own, CalibrationHead head) =>
        build.Node("MatMul", [own, build.Floats([head.Shape.KeypointFeatures, 2], OwnTable(head, 1))]);

    /// <summary>Rows in the order (keypoint, output).</summary>
    private static float[] Table(CalibrationHead head, Func<int, HeadOutput, float[]> row) =>
        [.. Enumerable.Range(0, head.Shape.KeypointCount).SelectMany(k => new[] { HeadOutput.Confidence, HeadOutput.Visibility }.SelectMany(o => row(k, o)))];

    /// <summary>U of the first <paramref name="keypoints"/> keypoints as [keypoints, G, 2].</summary>
    private static float[] OwnTable(CalibrationHead head, int keypoints)
    {
        int features = head.Shape.KeypointFeatures;
        float[] table = new float[keypoints * features * 2];
        for (int k = 0; k < keypoints; k++)
        {
            ReadOnlySpan<float> confidence = head.OwnWeights(k, HeadOutput.Confidence), visibility = head.OwnWeights(k, HeadOutput.Visibility);
            for (int g = 0; g < features; g++)
            {
                int at = 2 * ((k * features) + g);
                (table[at], table[at + 1]) = (confidence[g], visibility[g]);
            }
        }

        return table;
    }
}
