using LivePose.Pose.Onnx.Wire;

namespace LivePose.Pose.Onnx;

public sealed partial class OnnxGraph
{
    /// <summary>An empty graph of standard operators.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="opset">Version of the standard operators.</param>
    public static OnnxGraph Create(string name, int opset)
    {
        ModelProto model = new() { IrVersion = 8, ProducerName = "LivePose", Graph = new GraphProto { Name = name } };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = opset });
        return new OnnxGraph(model, name);
    }

    /// <summary>A tensor name that the graph does not use yet: the wish itself, or the wish and a number.</summary>
    public string UniqueName(string wish)
    {
        string name = wish;
        for (int i = 1; Index.Names.Contains(name); i++)
        {
            name = $"{wish}_{i}";
        }

        return name;
    }

    /// <summary>Adds an input.</summary>
    /// <param name="name">A name that is not used yet.</param>
    /// <param name="element">Type of its numbers.</param>
    /// <param name="shape">Its dimensions.</param>
    public void AddInput(string name, OnnxElement element, params ReadOnlySpan<OnnxDimension> shape)
    {
        Graph.Input.Add(ToMessage(name, element, shape));
        _index = null;
    }

    /// <summary>Adds a constant.</summary>
    /// <returns>Its name: the tensor's, made unique.</returns>
    public string AddInitializer(OnnxTensor tensor)
    {
        string name = UniqueName(tensor.Name);
        TensorProto message = TensorCodec.Write(tensor, name);
        Graph.Initializer.Add(message);
        Index.AddInitializer(message);
        return name;
    }

    /// <summary>Adds a node with one output at the end.</summary>
    /// <param name="operation">Operator of the standard set.</param>
    /// <param name="inputs">Existing tensors.</param>
    /// <param name="output">Wished name of the output.</param>
    /// <param name="attributes">Attributes.</param>
    /// <returns>Name of the output: the wish, made unique.</returns>
    /// <exception cref="ArgumentException">An input does not exist.</exception>
    public string AddNode(string operation, string[] inputs, string output, params ReadOnlySpan<OnnxAttribute> attributes) =>
        InsertNode(Graph.Node.Count, operation, inputs, output, attributes);

    /// <summary>Makes a tensor an output of the graph.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="name">The output's name; where it is another than the tensor's, an Identity node joins them.</param>
    /// <param name="element">Type of its numbers.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <exception cref="ArgumentException">The tensor does not exist, or the name is taken.</exception>
    public void AddOutput(string tensor, string name, OnnxElement element, params ReadOnlySpan<OnnxDimension> shape)
    {
        Require(tensor);
        if (tensor != name)
        {
            if (Index.Names.Contains(name))
            {
                throw new ArgumentException($"ONNX file '{Source}' already has a tensor '{name}'.");
            }

            AddNode("Identity", [tensor], name);
        }

        Graph.Output.Add(ToMessage(name, element, shape));
        _index = null;
    }

    /// <summary>Sets, or with null removes, a text that travels in the file.</summary>
    public void SetMetadata(string key, string? value)
    {
        for (int i = _model.MetadataProps.Count - 1; i >= 0; i--)
        {
            if (_model.MetadataProps[i].Key == key)
            {
                _model.MetadataProps.RemoveAt(i);
            }
        }

        if (value is not null)
        {
            _model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        }
    }

    /// <summary>Copies another graph's nodes and constants into this one, under fresh names.</summary>
    /// <param name="other">What is grafted; its inputs become tensors of this graph.</param>
    /// <param name="inputs">For each input of <paramref name="other"/> the tensor of this graph that feeds it.</param>
    /// <param name="prefix">Begins the names of everything that is copied.</param>
    /// <returns>For each output of <paramref name="other"/> the tensor of this graph that it became.</returns>
    /// <exception cref="ArgumentException">An input is not fed, the operator versions differ, or a node of <paramref name="other"/> holds a graph itself.</exception>
    public IReadOnlyDictionary<string, string> Graft(OnnxGraph other, IReadOnlyDictionary<string, string> inputs, string prefix)
    {
        if (other.Opset != Opset)
        {
            throw new ArgumentException($"'{other.Source}' has the operators of opset {other.Opset}, '{Source}' of opset {Opset}; they must be the same.");
        }

        if (other.Graph.Node.FirstOrDefault(n => n.Attribute.Any(a => a.G is not null || a.Graphs.Count > 0)) is { } nested)
        {
            throw new ArgumentException($"Node '{nested.Name}' ({nested.OpType}) of '{other.Source}' holds a graph itself and cannot be grafted.");
        }

        Dictionary<string, string> names = new(StringComparer.Ordinal) { [""] = "" };
        foreach (OnnxValue input in other.Inputs)
        {
            string feed = inputs.GetValueOrDefault(input.Name) ?? throw new ArgumentException($"Input '{input.Name}' of '{other.Source}' is not fed.");
            Require(feed);
            names[input.Name] = feed;
        }

        IEnumerable<string> made = other.Graph.Initializer.Select(t => t.Name).Concat(other.Graph.Node.SelectMany(n => n.Output));
        foreach (string name in made.Where(name => !names.ContainsKey(name)))
        {
            names[name] = UniqueName(prefix + name);
            Index.Names.Add(names[name]);
        }

        Copy(other, names, prefix);
        return other.Graph.Output.ToDictionary(o => o.Name, o => names[o.Name], StringComparer.Ordinal);
    }

    /// <summary>Keeps only these outputs, and of the nodes and constants only what they need.</summary>
    /// <exception cref="ArgumentException">The graph has no such output.</exception>
    public void KeepOutputs(IReadOnlyCollection<string> outputs)
    {
        foreach (string output in outputs.Where(name => Graph.Output.All(o => o.Name != name)))
        {
            throw new ArgumentException($"ONNX file '{Source}' has no output '{output}'.");
        }

        HashSet<string> needed = new(outputs, StringComparer.Ordinal);
        HashSet<NodeProto> keep = [];
        Queue<string> open = new(outputs);
        while (open.TryDequeue(out string? tensor))
        {
            if (Producer(tensor) is { } node && keep.Add(node.Message))
            {
                foreach (string input in GraphIndex.Reads(node.Message).Where(needed.Add))
                {
                    open.Enqueue(input);
                }
            }
        }

        Retain(Graph.Output, o => outputs.Contains(o.Name));
        Retain(Graph.Node, keep.Contains);
        Retain(Graph.Initializer, t => needed.Contains(t.Name));
        HashSet<string> made = [.. Graph.Node.SelectMany(n => n.Output)];
        Retain(Graph.ValueInfo, v => made.Contains(v.Name));
        _index = null;
    }

    /// <summary>Makes constants of the inputs that have a default, as old exports have for every weight; the runtime folds and fuses only constants.</summary>
    internal void FreezeDefaults()
    {
        Dictionary<string, TensorProto> defaults = Index.Initializers;
        Retain(Graph.Input, i => !defaults.ContainsKey(i.Name));

        // Before version 4 of the format every constant had to be an input.
        _model.IrVersion = Math.Max(_model.IrVersion, 4);
        _index = null;
    }

    /// <summary>Adds a node with one output before the node at <paramref name="position"/>.</summary>
    internal string InsertNode(int position, string operation, string[] inputs, string output, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        foreach (string input in inputs.Where(name => name.Length > 0))
        {
            Require(input);
        }

        string name = UniqueName(output);
        NodeProto node = new() { OpType = operation, Name = name };
        node.Input.Add(inputs);
        node.Output.Add(name);
        foreach (OnnxAttribute attribute in attributes)
        {
            node.Attribute.Add(attribute.Message);
        }

        Graph.Node.Insert(position, node);
        _index = null;
        return name;
    }

    /// <summary>Makes a node read another tensor.</summary>
    internal void Rewire(OnnxNode node, int input, string tensor)
    {
        GraphIndex index = Index;
        string before = node.Inputs[input];
        node.Message.Input[input] = tensor;
        index.Rewire(node, before, tensor);
    }

    /// <summary>Gives an input other dimensions, and forgets every shape that was derived from the old ones.</summary>
    internal void Reshape(string input, params ReadOnlySpan<OnnxDimension> shape)
    {
        int i = Graph.Input.Select(v => v.Name).ToList().IndexOf(input);
        Graph.Input[i] = ToMessage(input, ToValue(Graph.Input[i]).Element, shape);
        Graph.ValueInfo.Clear();
        foreach (ValueInfoProto output in Graph.Output)
        {
            output.Type?.TensorType?.Shape = null;
        }

        _index = null;
    }

    private static ValueInfoProto ToMessage(string name, OnnxElement element, ReadOnlySpan<OnnxDimension> shape)
    {
        TypeProto.Types.Tensor tensor = new() { ElemType = (int)element, Shape = new TensorShapeProto() };
        foreach (OnnxDimension d in shape)
        {
            TensorShapeProto.Types.Dimension message = new();
            if (d.IsFixed)
            {
                message.DimValue = d.Size;
            }
            else if (d.Symbol is not null)
            {
                message.DimParam = d.Symbol;
            }

            tensor.Shape.Dim.Add(message);
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static void Retain<T>(Google.Protobuf.Collections.RepeatedField<T> field, Predicate<T> keep)
    {
        T[] kept = [.. field.Where(item => keep(item))];
        field.Clear();
        field.AddRange(kept);
    }

    private void Copy(OnnxGraph other, Dictionary<string, string> names, string prefix)
    {
        foreach (TensorProto initializer in other.Graph.Initializer)
        {
            TensorProto copy = initializer.Clone();
            copy.Name = names[initializer.Name];
            Graph.Initializer.Add(copy);
        }

        foreach (NodeProto node in other.Graph.Node)
        {
            NodeProto copy = node.Clone();
            copy.Name = UniqueName(prefix + node.Name);
            Index.Names.Add(copy.Name);
            for (int i = 0; i < copy.Input.Count; i++)
            {
                copy.Input[i] = names[copy.Input[i]];
            }

            for (int i = 0; i < copy.Output.Count; i++)
            {
                copy.Output[i] = names[copy.Output[i]];
            }

            Graph.Node.Add(copy);
        }

        _index = null;
    }

    private void Require(string tensor)
    {
        if (!Index.Producers.ContainsKey(tensor) && !Index.Initializers.ContainsKey(tensor) && Graph.Input.All(i => i.Name != tensor))
        {
            throw new ArgumentException($"ONNX file '{Source}' has no tensor '{tensor}'.");
        }
    }
}
