using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace LivePose.Pose.Onnx;

/// <summary>An ONNX file with its descriptor: read, inferred, overridden and checked.</summary>
internal sealed class LoadedModel : IDisposable
{
    private LoadedModel(OnnxGraph graph, GraphProbe probe, ModelDescriptor descriptor, FieldNotes notes)
    {
        Graph = graph;
        Probe = probe;
        Descriptor = descriptor;
        Notes = notes;
    }

    internal OnnxGraph Graph { get; }

    internal GraphProbe Probe { get; }

    internal ModelDescriptor Descriptor { get; }

    internal FieldNotes Notes { get; }

    /// <summary>The outputs that are computed, in the descriptor's order.</summary>
    internal OutputShape[] Outputs => [.. Descriptor.ComputedOutputs.Select(name => Probe.Outputs.First(o => o.Name == name))];

    /// <summary>Reads a network.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="given">A descriptor to use instead of everything inferred, or null.</param>
    /// <param name="logger">Takes the runtime's messages.</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">File, descriptor or both are wrong.</exception>
    internal static LoadedModel Load(string path, ModelDescriptor? given, ILogger logger)
    {
        OnnxGraph graph = OnnxGraph.Load(path);
        GraphLimits.Check(graph);
        graph.FreezeDefaults();
        List<(JsonObject Fields, FieldSource Source, string Origin)> layers = given is null ? Layers(graph, path) : [];
        GraphProbe probe = GraphProbe.Open(graph, InputGuess.Of(graph, OpenSize(given, layers)), logger);
        try
        {
            FieldNotes notes = new();
            string origin = given is null ? Origin(layers) ?? $"What was inferred from '{path}'" : "The descriptor that was given";
            ModelDescriptor descriptor = given ?? Resolve(graph, probe, notes, layers, origin);
            DescriptorCheck.Check(descriptor, probe.Input, probe.Outputs, origin, path);
            return new LoadedModel(graph, probe, descriptor, notes);
        }
        catch
        {
            probe.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Probe.Dispose();

    private static List<(JsonObject Fields, FieldSource Source, string Origin)> Layers(OnnxGraph graph, string path)
    {
        List<(JsonObject, FieldSource, string)> layers = [];
        if (graph.Metadata.TryGetValue(DescriptorFile.MetadataKey, out string? text))
        {
            string origin = $"The descriptor in the metadata of '{path}'";
            layers.Add((DescriptorFile.Parse(text, origin), FieldSource.Metadata, origin));
        }

        string sideCar = DescriptorFile.PathFor(path);
        if (File.Exists(sideCar))
        {
            string origin = $"Descriptor '{sideCar}'";
            layers.Add((DescriptorFile.Parse(File.ReadAllText(sideCar), origin), FieldSource.SideCar, origin));
        }

        return layers;
    }

    private static string? Origin(List<(JsonObject Fields, FieldSource Source, string Origin)> layers) => layers.Count == 0 ? null : layers[^1].Origin;

    // Where the graph leaves its input's size open, 640×640 is what detectors are customarily run at.
    private static (int Width, int Height) OpenSize(ModelDescriptor? given, List<(JsonObject Fields, FieldSource Source, string Origin)> layers)
    {
        (int width, int height) = given is null ? (640, 640) : (given.Input.Width, given.Input.Height);
        foreach ((JsonObject fields, _, string origin) in layers)
        {
            width = Side(fields, "width", width, origin);
            height = Side(fields, "height", height, origin);
        }

        return (width, height);
    }

    private static int Side(JsonObject fields, string name, int otherwise, string origin)
    {
        if ((fields["input"] as JsonObject)?[name] is not { } node)
        {
            return otherwise;
        }

        return node.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue(out int side) && side is >= 8 and <= 8192
            ? side
            : throw new InvalidDataException($"{origin} is wrong: input.{name} must be a whole number from 8 to 8192.");
    }

    private static ModelDescriptor Resolve(OnnxGraph graph, GraphProbe probe, FieldNotes notes, List<(JsonObject Fields, FieldSource Source, string Origin)> layers, string origin)
    {
        ModelDescriptor? inferred = DetectorInference.Infer(graph, probe.Input, probe.Outputs, notes) ?? PoseInference.Infer(graph, probe.Input, probe.Outputs, notes);
        if (inferred is null && layers.Count == 0)
        {
            throw new InvalidDataException(
                $"ONNX file '{graph.Source}' gives {string.Join(", ", probe.Outputs)}, which no known family of detectors or pose networks does; write '{DescriptorFile.PathFor(graph.Source)}' to say which decoder reads which outputs.");
        }

        JsonObject fields = inferred is null ? [] : (JsonObject)JsonSerializer.SerializeToNode(inferred, DescriptorJson.Default.ModelDescriptor)!;
        foreach ((JsonObject layer, FieldSource source, string from) in layers)
        {
            DescriptorFile.Overlay(fields, layer);
            foreach (string name in Names(layer, ""))
            {
                notes.Note(source, $"{char.ToLowerInvariant(from[0])}{from[1..]} says so", name);
            }
        }

        return DescriptorFile.ToDescriptor(fields, origin);
    }

    /// <summary>Paths of the fields of an object, those of the input one by one.</summary>
    internal static IEnumerable<string> Names(JsonObject fields, string prefix) => fields.SelectMany(field =>
        field is { Key: "input", Value: JsonObject inner } ? Names(inner, "input.") : [prefix + field.Key]);
}
