using Google.Protobuf;
using LivePose.Pose.Onnx.Wire;

namespace LivePose.Pose.Onnx;

/// <summary>An ONNX file that can be read, changed and written; what LivePose does not know of is kept. Not thread-safe.</summary>
public sealed partial class OnnxGraph
{
    private readonly ModelProto _model;
    private GraphIndex? _index;

    private OnnxGraph(ModelProto model, string source)
    {
        _model = model;
        Source = source;
    }

    /// <summary>Where it came from, for messages: the file's path.</summary>
    public string Source { get; }

    /// <summary>Version of the standard operators.</summary>
    public int Opset => (int)(_model.OpsetImport.FirstOrDefault(o => o.Domain.Length == 0 || o.Domain == "ai.onnx")?.Version ?? 1);

    /// <summary>The program that wrote the file; may be empty.</summary>
    public string ProducerName => _model.ProducerName;

    /// <summary>Tensors that must be fed: inputs that have no default.</summary>
    public IReadOnlyList<OnnxValue> Inputs => [.. Graph.Input.Where(i => !Index.Initializers.ContainsKey(i.Name)).Select(ToValue)];

    /// <summary>Tensors that come out.</summary>
    public IReadOnlyList<OnnxValue> Outputs => [.. Graph.Output.Select(ToValue)];

    /// <summary>The operators, in the file's order.</summary>
    public IReadOnlyList<OnnxNode> Nodes => Index.Nodes;

    /// <summary>Free text by key that travels in the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata =>
        _model.MetadataProps.DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);

    /// <summary>Number of floats among the constants: the network's parameters.</summary>
    public long ParameterCount => Graph.Initializer
        .Where(t => (OnnxElement)t.DataType is OnnxElement.Float32 or OnnxElement.Float16 or OnnxElement.Float64)
        .Sum(t => TensorCodec.Count(t, Source));

    /// <summary>Files beside the model that hold some of its constants.</summary>
    public IReadOnlyList<string> ExternalFiles => [.. Graph.Initializer
        .Where(TensorCodec.IsExternal)
        .Select(t => t.ExternalData.FirstOrDefault(e => e.Key == "location")?.Value ?? "")
        .Distinct()];

    private GraphProto Graph => _model.Graph;

    private GraphIndex Index => _index ??= new GraphIndex(Graph);

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="InvalidDataException">It is not an ONNX network, or a part of it is missing.</exception>
    public static OnnxGraph Load(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"ONNX file '{path}' does not exist; check the path.", path);
        }

        if (file.Length > int.MaxValue)
        {
            throw new InvalidDataException($"ONNX file '{path}' is {file.Length >> 20} MiB; a single ONNX file ends at 2048 MiB, so export it with its weights as external data.");
        }

        OnnxGraph graph = Parse(File.ReadAllBytes(path), path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (string external in graph.ExternalFiles)
        {
            if (external.Length == 0 || !File.Exists(Path.Combine(folder, external)))
            {
                throw new InvalidDataException($"ONNX file '{path}' keeps its weights in '{external}', which is not beside it; copy that file there too.");
            }
        }

        return graph;
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">Its path, for messages.</param>
    /// <exception cref="InvalidDataException">They are not an ONNX network.</exception>
    public static OnnxGraph Parse(ReadOnlySpan<byte> bytes, string source)
    {
        if (bytes.IsEmpty)
        {
            throw new InvalidDataException($"ONNX file '{source}' is empty; export or download it again.");
        }

        if (bytes.StartsWith("version https://git-lfs"u8))
        {
            throw new InvalidDataException($"ONNX file '{source}' is only Git LFS's pointer to the network; fetch it with 'git lfs pull'.");
        }

        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new InvalidDataException($"ONNX file '{source}' is truncated or not an ONNX file; export or download it again.");
        }

        OnnxGraph graph = new(model, source);
        graph.Validate();
        return graph;
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes() => _model.ToByteArray();

    /// <summary>Writes the file; what was there stays until the new one is complete.</summary>
    public void Save(string path)
    {
        string part = path + ".part";
        File.WriteAllBytes(part, ToBytes());
        File.Move(part, path, overwrite: true);
    }

    /// <summary>An independent copy.</summary>
    public OnnxGraph Clone() => new(_model.Clone(), Source);

    /// <summary>The node that makes a tensor; null for inputs, constants and unknown names.</summary>
    public OnnxNode? Producer(string tensor) => Index.Producers.GetValueOrDefault(tensor);

    /// <summary>The nodes that read a tensor.</summary>
    public IReadOnlyList<OnnxNode> Consumers(string tensor) => Index.Consumers.GetValueOrDefault(tensor) ?? (IReadOnlyList<OnnxNode>)[];

    /// <summary>The numbers of a constant, be it an initializer or a Constant node; null when the name is none of these, or its type is not read here.</summary>
    /// <exception cref="InvalidDataException">Its shape and data do not agree.</exception>
    public OnnxTensor? Constant(string tensor)
    {
        TensorProto? message = Index.Initializers.GetValueOrDefault(tensor);
        if (message is null && Producer(tensor) is { Operator: "Constant" } node)
        {
            message = node.Find("value")?.T;
        }

        return message is null ? null : TensorCodec.Read(message, Source);
    }

    private static OnnxValue ToValue(ValueInfoProto message) => new(
        message.Name,
        (OnnxElement)(message.Type?.TensorType?.ElemType ?? 0),
        message.Type?.TensorType?.Shape?.Dim.Select(d => d.HasDimValue ? new OnnxDimension(Math.Max(d.DimValue, -1)) : new OnnxDimension(-1, d.HasDimParam && d.DimParam.Length > 0 ? d.DimParam : null)).ToArray());

    private void Validate()
    {
        if (Graph is null || Graph.Node.Count == 0 || Graph.Output.Count == 0)
        {
            throw new InvalidDataException($"ONNX file '{Source}' holds no network; check that it is an ONNX file and that its download is complete.");
        }

        HashSet<string> known = [.. Graph.Input.Select(i => i.Name), .. Graph.Initializer.Select(i => i.Name), .. Graph.Node.SelectMany(n => n.Output)];
        string? missing = Graph.Node.SelectMany(n => n.Input).Concat(Graph.Output.Select(o => o.Name)).FirstOrDefault(name => name.Length > 0 && !known.Contains(name));
        if (missing is not null)
        {
            throw new InvalidDataException($"ONNX file '{Source}' is corrupt: nothing makes the tensor '{missing}'; export or download it again.");
        }

        foreach (TensorProto initializer in Graph.Initializer.Where(t => !TensorCodec.IsExternal(t)))
        {
            TensorCodec.Count(initializer, Source);
        }
    }
}
