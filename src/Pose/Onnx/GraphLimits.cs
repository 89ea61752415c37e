namespace LivePose.Pose.Onnx;

/// <summary>Refuses graphs whose constants ask for tensors that no detector or pose network has: a flipped bit in a size is an allocation of gigabytes.</summary>
internal static class GraphLimits
{
    /// <summary>Most numbers of one tensor: 1 GiB of floats.</summary>
    private const double MostNumbers = 1 << 28;

    /// <summary>Largest padding on one side, px: that of the largest picture.</summary>
    private const double MostPadding = 8192;

    /// <summary>Largest growth of a tensor in one Resize or Tile.</summary>
    private const double MostGrowth = 1 << 16;

    /// <summary>Passes when every constant size is plausible.</summary>
    /// <exception cref="InvalidDataException">One is not; the sentence names the node's output.</exception>
    internal static void Check(OnnxGraph graph)
    {
        foreach (OnnxNode node in graph.Nodes)
        {
            bool plausible = node.Operator switch
            {
                "Reshape" or "Expand" => Product(graph, node, 1) <= MostNumbers,
                "ConstantOfShape" => Product(graph, node, 0) <= MostNumbers,
                "Tile" => Product(graph, node, 1) <= MostGrowth,
                "Resize" => Product(graph, node, 2) <= MostGrowth && Product(graph, node, 3) <= MostNumbers,
                "Upsample" => Product(graph, node, 1) <= MostGrowth,
                "Pad" => Largest(graph, node, 1) <= MostPadding,
                _ => true,
            };
            if (!plausible || node.ReadIntegers("pads").Any(p => Math.Abs((double)p) > MostPadding))
            {
                throw new InvalidDataException(
                    $"ONNX file '{graph.Source}' is corrupt: the {node.Operator} that makes '{(node.Outputs is [{ } output, ..] ? output : node.Name)}' asks for an implausibly large tensor; export or download it again.");
            }
        }
    }

    private static double Product(OnnxGraph graph, OnnxNode node, int input) =>
        Numbers(graph, node, input).Aggregate(1.0, (product, n) => product * Math.Max(1, Math.Abs(n)));

    private static double Largest(OnnxGraph graph, OnnxNode node, int input) =>
        Numbers(graph, node, input).Select(Math.Abs).DefaultIfEmpty().Max();

    private static IEnumerable<double> Numbers(OnnxGraph graph, OnnxNode node, int input)
    {
        OnnxTensor? constant = input < node.Inputs.Count ? graph.Constant(node.Inputs[input]) : null;
        return constant?.Integers?.Select(n => (double)n) ?? constant?.Floats?.Select(f => (double)f) ?? [];
    }
}
