using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace LivePose.Pose.Onnx;

/// <summary>Everything that can be said of an ONNX file: what <c>livepose models inspect</c> prints.</summary>
public sealed record ModelInspection
{
    private static readonly string[] Invisible = ["input.mean", "input.std", "input.color", "input.fit"];

    /// <summary>The ONNX file.</summary>
    public required string Path { get; init; }

    /// <summary>Its size, bytes.</summary>
    public required long FileBytes { get; init; }

    /// <summary>The program that wrote it; may be empty.</summary>
    public required string Producer { get; init; }

    /// <summary>Version of the standard operators.</summary>
    public required int Opset { get; init; }

    /// <summary>Number of floats among its constants.</summary>
    public required long Parameters { get; init; }

    /// <summary>Number of nodes of each operator, most first.</summary>
    public required IReadOnlyList<(string Operator, int Count)> Operators { get; init; }

    /// <summary>Inputs, as the file states them.</summary>
    public required IReadOnlyList<OnnxValue> Inputs { get; init; }

    /// <summary>Outputs for one sample, as they were measured.</summary>
    public required IReadOnlyList<OutputShape> Outputs { get; init; }

    /// <summary>The descriptor that LivePose would use.</summary>
    public required ModelDescriptor Descriptor { get; init; }

    /// <summary>Each of its fields with the reason for its value.</summary>
    public required IReadOnlyList<DescriptorField> Fields { get; init; }

    /// <summary>Whether several samples can share a run, and if not why.</summary>
    public required string Batch { get; init; }

    /// <summary>What the user should know or decide, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Texts that travel in the file.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Reads and inspects a file.</summary>
    /// <param name="path">The ONNX file; its side-car file is read too when there is one.</param>
    /// <param name="logger">Takes the runtime's messages.</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">File or descriptor are wrong; one sentence says how.</exception>
    public static ModelInspection Inspect(string path, ILogger logger)
    {
        using LoadedModel model = LoadedModel.Load(path, null, logger);
        using BatchPlan plan = BatchPlan.Make(model, new NetworkOptions().MaxBatch, 1, logger);
        return new ModelInspection
        {
            Path = path,
            FileBytes = new FileInfo(path).Length,
            Producer = model.Graph.ProducerName,
            Opset = model.Graph.Opset,
            Parameters = model.Graph.ParameterCount,
            Operators = [.. model.Graph.Nodes.CountBy(n => n.Operator).OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value))],
            Inputs = model.Graph.Inputs,
            Outputs = model.Probe.Outputs,
            Descriptor = model.Descriptor,
            Fields = ToFields(model),
            Batch = plan.Verdict,
            Warnings = ToWarnings(model),
            Metadata = model.Graph.Metadata,
        };
    }

    private static DescriptorField[] ToFields(LoadedModel model)
    {
        JsonObject json = (JsonObject)JsonSerializer.SerializeToNode(model.Descriptor, DescriptorJson.Default.ModelDescriptor)!;
        return [.. LoadedModel.Names(json, "").Where(name => Applies(name, model.Descriptor)).Select(name =>
        {
            JsonNode? value = name.StartsWith("input.", StringComparison.Ordinal) ? json["input"]![name["input.".Length..]] : json[name];
            (FieldSource source, string reason) = model.Notes.Find(name);
            return new DescriptorField(name, value!.ToJsonString(), source, reason);
        })];
    }

    // Fields of other families only confuse.
    private static bool Applies(string field, ModelDescriptor d) => field switch
    {
        "keypoints" or "region" or "calibration" => d.Kind == ModelKind.Pose,
        "boxScale" => d is { Kind: ModelKind.Pose, Region: PoseRegion.Person },
        "refine" => d.Decoder == ModelDecoder.Heatmap,
        "binsPerPixel" => d.Decoder == ModelDecoder.SimCC,
        "beta" => d.Decoder == ModelDecoder.Integral,
        "coordinates" or "sigma" => d.Decoder == ModelDecoder.Likelihood,
        "classes" or "personClass" or "boxUnits" or "scores" => d.Kind == ModelKind.Detector,
        "strides" or "anchorOffset" => d.Kind == ModelKind.Detector && d.Strides.Length > 0,
        _ => true,
    };

    private static List<string> ToWarnings(LoadedModel model)
    {
        List<string> warnings = [];
        ModelDescriptor d = model.Descriptor;
        if (d.Kind == ModelKind.Pose && d.Keypoints is null)
        {
            warnings.Add("The keypoint set is not known; a side-car file must name it in 'keypoints'.");
        }
        else if (d.Keypoints is not null && KeypointSets.Find(d.Keypoints) is null)
        {
            warnings.Add($"There is no keypoint set '{d.Keypoints}'; the known ones are {string.Join(", ", KeypointSets.All.Select(s => s.Id))}.");
        }

        string[] guessed = [.. Invisible.Where(f => model.Notes.Find(f).Source == FieldSource.Custom)];
        if (guessed.Length > 0)
        {
            warnings.Add($"A graph cannot show {string.Join(", ", guessed)}; what is written above is custom. If results are poor, compare with the network's own documentation.");
        }

        return warnings;
    }
}
