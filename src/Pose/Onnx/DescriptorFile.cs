using System.Text.Json;
using System.Text.Json.Nodes;

namespace LivePose.Pose.Onnx;

/// <summary>The descriptor as JSON: a side-car file <c>NAME.livepose.json</c> beside <c>NAME.onnx</c>, or a text in the file's own metadata.</summary>
/// <remarks>Either may name only some fields; they override what was inferred, the side-car file last.</remarks>
public static class DescriptorFile
{
    /// <summary>Key of the descriptor in an ONNX file's metadata.</summary>
    public const string MetadataKey = "livepose.descriptor";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <summary>Path of a network's side-car file, whether it is there or not.</summary>
    public static string PathFor(string modelPath) => Path.ChangeExtension(modelPath, ".livepose.json");

    /// <summary>Writes a whole descriptor.</summary>
    public static void Write(string path, ModelDescriptor descriptor) => File.WriteAllText(path, ToJson(descriptor) + "\n");

    /// <summary>A descriptor as indented JSON.</summary>
    public static string ToJson(ModelDescriptor descriptor) => JsonSerializer.Serialize(descriptor, DescriptorJson.Default.ModelDescriptor);

    /// <summary>The fields that a text of JSON names.</summary>
    /// <param name="text">The text.</param>
    /// <param name="origin">Where it stands, for messages.</param>
    /// <exception cref="InvalidDataException">It is not a JSON object.</exception>
    internal static JsonObject Parse(string text, string origin)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Lenient) as JsonObject ?? throw new JsonException("it is not an object");
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{origin} is not a JSON object ({FirstSentence(fault.Message)}); correct it.", fault);
        }
    }

    /// <summary>Lays fields over others: objects field by field, everything else as a whole.</summary>
    internal static void Overlay(JsonObject target, JsonObject fields)
    {
        foreach ((string name, JsonNode? value) in fields)
        {
            if (value is JsonObject inner && target[name] is JsonObject below)
            {
                Overlay(below, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    /// <summary>The descriptor of complete fields.</summary>
    /// <exception cref="InvalidDataException">A field is missing, unknown or has a wrong value.</exception>
    internal static ModelDescriptor ToDescriptor(JsonObject fields, string origin)
    {
        ModelDescriptor descriptor;
        try
        {
            descriptor = fields.Deserialize(DescriptorJson.Default.ModelDescriptor)!;
        }
        catch (JsonException fault)
        {
            string at = fault.Path is { Length: > 2 } path ? $" at '{path[2..]}'" : "";
            throw new InvalidDataException($"{origin} is wrong{at}: {FirstSentence(fault.Message)}; see 'livepose models inspect' for the fields.", fault);
        }

        string? wrong = descriptor switch
        {
            { Input.Mean.Length: not 3 } => "input.mean must have 3 numbers",
            { Input.Std.Length: not 3 } => "input.std must have 3 numbers",
            _ when descriptor.Input.Std.Any(s => !(Math.Abs(s) > 0)) => "input.std must not be 0",
            { Input: { Width: < 8 or > 8192 } or { Height: < 8 or > 8192 } } => "input.width and input.height must be 8 to 8192",
            { Outputs.Length: 0 } => "outputs must name at least one output",
            { BoxScale: not (> 0 and < 100) } => "boxScale must be more than 0",
            { BinsPerPixel: not (> 0 and < 1000) } => "binsPerPixel must be more than 0",
            _ when descriptor.Strides.Any(s => s <= 0) => "strides must be more than 0",
            _ when descriptor.PersonClass < 0 || descriptor.PersonClass >= descriptor.Classes => "personClass must be 0 to classes - 1",
            _ => null,
        };
        return wrong is null ? descriptor : throw new InvalidDataException($"{origin} is wrong: {wrong}.");
    }

    // The serializer's messages go on with type names and byte positions that help nobody who wrote the file.
    private static string FirstSentence(string message)
    {
        int end = message.IndexOfAny(['\n', '\r']);
        string line = end < 0 ? message : message[..end];
        int path = line.IndexOf(" Path: ", StringComparison.Ordinal);
        line = path < 0 ? line : line[..path];
        return line.Replace("LivePose.Pose.Onnx.", "", StringComparison.Ordinal).TrimEnd('.');
    }
}
