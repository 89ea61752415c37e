using LivePose.Pose.Onnx.Wire;

namespace LivePose.Pose.Onnx;

/// <summary>Who makes and who reads each tensor of a graph, at one state of it.</summary>
internal sealed class GraphIndex
{
    internal GraphIndex(GraphProto graph)
    {
        Nodes = [.. graph.Node.Select(message => new OnnxNode(message))];
        foreach (OnnxNode node in Nodes)
        {
            Names.Add(node.Name);
            foreach (string output in node.Outputs.Where(name => name.Length > 0))
            {
                Producers[output] = node;
                Names.Add(output);
            }

            foreach (string input in Reads(node.Message).Distinct())
            {
                AddConsumer(input, node);
            }
        }

        foreach (TensorProto initializer in graph.Initializer)
        {
            AddInitializer(initializer);
        }

        Names.UnionWith(graph.Input.Concat(graph.Output).Select(value => value.Name));
    }

    internal List<OnnxNode> Nodes { get; }

    internal Dictionary<string, OnnxNode> Producers { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, List<OnnxNode>> Consumers { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, TensorProto> Initializers { get; } = new(StringComparer.Ordinal);

    internal HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    internal void AddInitializer(TensorProto initializer)
    {
        Initializers[initializer.Name] = initializer;
        Names.Add(initializer.Name);
    }

    /// <summary>Takes note that a node reads <paramref name="after"/> now where it read <paramref name="before"/>; the node may come from an earlier index.</summary>
    internal void Rewire(OnnxNode node, string before, string after)
    {
        if (!Reads(node.Message).Contains(before))
        {
            Consumers[before].RemoveAll(reader => reader.Message == node.Message);
        }

        if (!Consumers.TryGetValue(after, out List<OnnxNode>? readers) || readers.All(reader => reader.Message != node.Message))
        {
            AddConsumer(after, node);
        }
    }

    /// <summary>Every tensor that a node reads, also from within the graphs that it holds (the branches of If, the body of Loop).</summary>
    internal static IEnumerable<string> Reads(NodeProto node)
    {
        IEnumerable<string> inner = node.Attribute
            .SelectMany(a => a.G is null ? a.Graphs : a.Graphs.Append(a.G))
            .SelectMany(g => g.Node.SelectMany(Reads).Concat(g.Output.Select(o => o.Name)));
        return node.Input.Concat(inner).Where(name => name.Length > 0);
    }

    private void AddConsumer(string tensor, OnnxNode node)
    {
        if (!Consumers.TryGetValue(tensor, out List<OnnxNode>? readers))
        {
            Consumers[tensor] = readers = [];
        }

        readers.Add(node);
        Names.Add(tensor);
    }
}
