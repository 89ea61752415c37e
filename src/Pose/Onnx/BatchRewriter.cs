namespace LivePose.Pose.Onnx;

/// <summary>Opens the batch dimension of a graph that was exported for a batch of 1.</summary>
/// <remarks>
/// The constants that hold the batch are: the target of a Reshape, whose first number becomes -1 when nothing else is open
/// (the batch is the outermost dimension in memory, so it ends up there whatever the layout) or 0, "as before", when another
/// number is; and the sizes of a Resize, which become the batch of the input followed by the other sizes. Whether the result
/// is right is not reasoned about but measured (<see cref="BatchCheck"/>).
/// </remarks>
internal static class BatchRewriter
{
    private const string Symbol = "N";

    /// <summary>Rewrites the graph in place.</summary>
    /// <param name="graph">A graph with one input.</param>
    /// <param name="input">Its input, of which only the batch is left open.</param>
    internal static void Rewrite(OnnxGraph graph, InputGuess input)
    {
        graph.Reshape(input.Name, [new OnnxDimension(-1, Symbol), .. Array.ConvertAll(input.Shape(1)[1..], size => new OnnxDimension(size))]);
        if (input.OpenBatch)
        {
            return;
        }

        HashSet<string> data = DataOf(graph, input.Name);
        Dictionary<string, string> rewritten = new(StringComparer.Ordinal);
        string? batch = null;
        foreach (OnnxNode node in graph.Nodes.Where(n => n.Inputs.Count > 0 && data.Contains(n.Inputs[0])).ToArray())
        {
            int position = node.Operator switch { "Reshape" => 1, "Resize" => 3, _ => -1 };
            if (position < 0 || position >= node.Inputs.Count || graph.Constant(node.Inputs[position])?.Integers is not { Length: > 0 } numbers)
            {
                continue;
            }

            string key = $"{node.Operator} {node.Inputs[position]}";
            if (!rewritten.TryGetValue(key, out string? tensor))
            {
                tensor = node.Operator == "Reshape" ? OpenTarget(graph, node, numbers) : OpenSizes(graph, numbers, batch ??= BatchOf(graph, input.Name));
                rewritten[key] = tensor ?? node.Inputs[position];
            }

            if (tensor is not null)
            {
                graph.Rewire(node, position, tensor);
            }
        }
    }

    // Tensors whose numbers (not only whose shape) depend on the input.
    private static HashSet<string> DataOf(OnnxGraph graph, string input)
    {
        HashSet<string> data = new(StringComparer.Ordinal) { input };
        Queue<string> open = new([input]);
        while (open.TryDequeue(out string? tensor))
        {
            foreach (string output in graph.Consumers(tensor).Where(n => n.Operator is not ("Shape" or "Size")).SelectMany(n => n.Outputs).Where(data.Add))
            {
                open.Enqueue(output);
            }
        }

        return data;
    }

    private static string? OpenTarget(OnnxGraph graph, OnnxNode node, long[] target)
    {
        bool elsewhere = target[1..].Any(d => d <= 0);
        if (target[0] <= 0 || (elsewhere && (target[0] != 1 || node.ReadInteger("allowzero", 0) != 0)))
        {
            return null;
        }

        long[] opened = [elsewhere ? 0 : -1, .. target[1..]];
        return graph.AddInitializer(OnnxTensor.OfIntegers("batched_shape", [opened.Length], opened));
    }

    private static string? OpenSizes(OnnxGraph graph, long[] sizes, string batch)
    {
        if (sizes[0] != 1)
        {
            return null;
        }

        string rest = graph.AddInitializer(OnnxTensor.OfIntegers("batched_sizes_rest", [sizes.Length - 1], sizes[1..]));
        return graph.InsertNode(2, "Concat", [batch, rest], "batched_sizes", OnnxAttribute.OfInteger("axis", 0));
    }

    // Shape and Gather with an index of one number: [N].
    private static string BatchOf(OnnxGraph graph, string input)
    {
        string shape = graph.InsertNode(0, "Shape", [input], "batched_input_shape");
        string first = graph.AddInitializer(OnnxTensor.OfIntegers("batched_first", [1], [0]));
        return graph.InsertNode(1, "Gather", [shape, first], "batched_count", OnnxAttribute.OfInteger("axis", 0));
    }
}
