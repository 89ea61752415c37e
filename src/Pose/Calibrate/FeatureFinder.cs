using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging;

namespace LivePose.Pose.Calibrate;

/// <summary>Finds the penultimate tensor of a pose network: the input of the last layer with weights before the output.</summary>
/// <remarks>
/// Heatmap networks: the map before the last convolution. Regression: the vector (or small map) before the last matrix product.
/// SimCC: the tokens before the classifier of columns. MoveNet: its output is gathered from several maps, so the nearest
/// convolution behind it with K channels is taken for the heatmap. BlazePose: the map before the convolution that makes the landmarks.
/// </remarks>
public static class FeatureFinder
{
    private static readonly HashSet<string> Weighted = ["Conv", "ConvTranspose", "Gemm", "MatMul"];

    private static readonly HashSet<string> PassedThrough =
    [
        "Identity", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "Flatten", "Cast", "Sigmoid", "Softmax", "Clip", "Exp",
        "Add", "Sub", "Mul", "Div", "Concat", "Split", "Slice", "BatchNormalization",
    ];

    /// <summary>Finds the tensor and measures its shape by running the network once.</summary>
    /// <param name="graph">The network; not changed.</param>
    /// <param name="descriptor">Which outputs it has and how they are read.</param>
    /// <param name="tensor">The penultimate tensor by name, or null to find it.</param>
    /// <param name="logger">Takes the runtime's messages.</param>
    /// <exception cref="InvalidDataException">There is no such tensor, or it cannot be found; the sentence says how to name one.</exception>
    public static FeatureSource Find(OnnxGraph graph, ModelDescriptor descriptor, string? tensor, ILogger logger)
    {
        if (descriptor.Kind != ModelKind.Pose)
        {
            throw new InvalidDataException($"'{graph.Source}' is a detector ({descriptor.Decoder}); only pose networks can be calibrated.");
        }

        int keypoints = KeypointSets.Find(descriptor.Keypoints ?? "")?.Count
            ?? throw new InvalidDataException($"'{graph.Source}' cannot be calibrated: its descriptor names no known keypoint set; set \"keypoints\" in its side-car file.");
        string? heatmap = Heatmap(graph, descriptor, keypoints);
        string found = tensor ?? Walk(graph, heatmap ?? descriptor.Outputs[0]);
        if (graph.Producer(found) is null)
        {
            throw new InvalidDataException($"'{graph.Source}' has no tensor '{found}'; look the name up in the ONNX file, or leave --features out.");
        }

        int[][] shapes = Measure(graph, descriptor, heatmap is null ? [found] : [found, heatmap], logger);
        if (shapes[0].Length is < 1 or > 3 || (heatmap is not null && (shapes[1].Length != 3 || shapes[1][0] < keypoints)))
        {
            throw new InvalidDataException(
                $"Tensor '{found}' of '{graph.Source}' has the shape [{string.Join(", ", shapes[0])}] beside the batch, but a head needs [C], [C, h, w] or [K, D]; name another with --features.");
        }

        bool isColumn = shapes[0].Length == 3 && shapes[0][1] == 1 && shapes[0][2] == 1;
        return new FeatureSource
        {
            Tensor = found,
            Shape = isColumn ? shapes[0][..1] : shapes[0],
            Heatmap = heatmap,
            HeatmapShape = heatmap is null ? [] : shapes[1],
            Decoder = descriptor.Decoder,
            KeypointCount = keypoints,
        };
    }

    private static string? Heatmap(OnnxGraph graph, ModelDescriptor descriptor, int keypoints) => descriptor.Decoder switch
    {
        ModelDecoder.Heatmap or ModelDecoder.Integral => descriptor.Outputs[0],
        ModelDecoder.MoveNet => NearestMap(graph, descriptor.Outputs[0], keypoints),
        ModelDecoder.SimCC or ModelDecoder.Likelihood or ModelDecoder.BlazePose => null,
        _ => throw new InvalidDataException($"'{graph.Source}' is a detector ({descriptor.Decoder}); only pose networks can be calibrated."),
    };

    /// <summary>Walks from the output to the last layer with weights.</summary>
    private static string Walk(OnnxGraph graph, string output)
    {
        string at = output;
        while (graph.Producer(at) is { } node)
        {
            if (Weighted.Contains(node.Operator) && node.Inputs.Count > 1 && graph.Constant(node.Inputs[1]) is not null)
            {
                return node.Inputs[0];
            }

            string[] data = [.. node.Inputs.Where(input => input.Length > 0 && graph.Constant(input) is null)];
            if (!PassedThrough.Contains(node.Operator) || data.Length == 0 || (data.Length > 1 && node.Operator != "Concat"))
            {
                break;
            }

            at = data[0];
        }

        throw new InvalidDataException(
            $"The penultimate tensor of '{graph.Source}' cannot be found: walking back from '{output}' ends at '{at}'"
            + $"{(graph.Producer(at) is { } last ? $" ({last.Operator})" : ", an input")} before any layer with weights; name the tensor with --features.");
    }

    /// <summary>Breadth first from an output to the nearest convolution with K channels; then forward over its bias and sigmoid.</summary>
    private static string NearestMap(OnnxGraph graph, string output, int keypoints)
    {
        HashSet<string> seen = [output];
        Queue<string> open = new(seen);
        while (open.TryDequeue(out string? tensor))
        {
            if (graph.Producer(tensor) is not { } node)
            {
                continue;
            }

            if (node.Operator == "Conv" && graph.Constant(node.Inputs[1])?.Shape[0] == keypoints)
            {
                return Activated(graph, node.Outputs[0]);
            }

            foreach (string input in node.Inputs.Where(input => input.Length > 0 && seen.Add(input)))
            {
                open.Enqueue(input);
            }
        }

        throw new InvalidDataException($"'{graph.Source}' has no convolution with {keypoints} channels behind '{output}', so its heatmap cannot be found; name a tensor with --features.");
    }

    private static string Activated(OnnxGraph graph, string tensor)
    {
        OnnxNode? next = graph.Consumers(tensor).FirstOrDefault(node => node.Operator is "Sigmoid" or "Add");
        return next is null ? tensor : Activated(graph, next.Outputs[0]);
    }

    private static int[][] Measure(OnnxGraph graph, ModelDescriptor descriptor, string[] tensors, ILogger logger)
    {
        OnnxGraph copy = graph.Clone();
        string[] outputs = [.. tensors.Select(tensor =>
        {
            string shape = copy.AddNode("Shape", [tensor], "livepose_shape");
            copy.AddOutput(shape, shape, OnnxElement.Int64, new OnnxDimension(-1));
            return shape;
        })];
        InputGuess input = InputGuess.Of(graph, (descriptor.Input.Width, descriptor.Input.Height));
        using GraphProbe probe = GraphProbe.Open(copy, input, logger);
        float[][] values = probe.Run(new float[input.SampleLength], outputs);
        return [.. values.Select(shape => shape.Skip(1).Select(d => (int)d).ToArray())];
    }
}
