namespace LivePose.Pose.Onnx;

/// <summary>Walks from a tensor towards the graph's inputs through operators that only move numbers.</summary>
internal static class GraphTrace
{
    /// <summary>Operators that move numbers without changing them.</summary>
    internal static readonly string[] Moves =
        ["Identity", "Reshape", "Transpose", "Concat", "Slice", "Split", "Squeeze", "Unsqueeze", "Flatten", "Gather", "Cast"];

    /// <summary>The nearest nodes behind a tensor that do more than move numbers.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="tensor">Where to begin.</param>
    /// <param name="alsoPass">Further operators to walk through.</param>
    internal static IReadOnlyCollection<OnnxNode> Behind(OnnxGraph graph, string tensor, params ReadOnlySpan<string> alsoPass)
    {
        HashSet<OnnxNode> seen = [];
        HashSet<OnnxNode> found = [];
        Queue<string> open = new([tensor]);
        while (open.TryDequeue(out string? name))
        {
            if (graph.Producer(name) is not { } node || !seen.Add(node))
            {
                continue;
            }

            if (Moves.Contains(node.Operator) || alsoPass.Contains(node.Operator))
            {
                foreach (string input in node.Inputs)
                {
                    open.Enqueue(input);
                }
            }
            else
            {
                found.Add(node);
            }
        }

        return found;
    }

    /// <summary>True when the graph changes the scale of its input's numbers by constants before anything else looks at them.</summary>
    internal static bool NormalisesItself(OnnxGraph graph, string input)
    {
        string tensor = input;
        for (int steps = 0; steps < 16 && graph.Consumers(tensor) is [{ } node]; steps++)
        {
            if (node.Operator is "Sub" or "Add" or "Mul" or "Div")
            {
                return node.Inputs.Any(name => graph.Constant(name) is not null);
            }

            if (node.Operator is not ("Cast" or "Transpose" or "Identity"))
            {
                return node.Operator == "BatchNormalization";
            }

            tensor = node.Outputs[0];
        }

        return false;
    }
}
