using System.Text.Json;

namespace LivePose.Capture.Sinks;

/// <summary>Reads values that must be there and make sense; everything else is a <see cref="JsonException"/> that says what is wrong.</summary>
internal static class JsonFields
{
    public static JsonElement Need(this JsonElement parent, string name, JsonValueKind kind)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out JsonElement value))
        {
            throw new JsonException($"'{name}' is missing");
        }

        return value.ValueKind == kind ? value : throw new JsonException($"'{name}' must be {Name(kind)}");
    }

    public static string NeedText(this JsonElement parent, string name) => parent.Need(name, JsonValueKind.String).GetString()!;

    public static long NeedWhole(this JsonElement parent, string name, long least, long most) =>
        parent.Need(name, JsonValueKind.Number).TryGetInt64(out long value) && value >= least && value <= most
            ? value
            : throw new JsonException($"'{name}' must be a whole number from {least} to {most}");

    public static double NeedNumber(this JsonElement parent, string name, double least, double most) =>
        InRange(parent.Need(name, JsonValueKind.Number), name, least, most);

    /// <summary>The numbers of an array of a known length.</summary>
    public static void ReadNumbers(JsonElement array, string name, Span<float> numbers)
    {
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() != numbers.Length)
        {
            throw new JsonException($"'{name}' must be an array of {numbers.Length} numbers");
        }

        int i = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            numbers[i++] = (float)InRange(element, name, -1e9, 1e9);
        }
    }

    private static double InRange(JsonElement element, string name, double least, double most) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double value) && value >= least && value <= most
            ? value
            : throw new JsonException(FormattableString.Invariant($"'{name}' must be a number from {least} to {most}"));

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "an array",
        _ => "an object",
    };
}
