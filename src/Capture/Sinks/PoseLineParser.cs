using System.Text.Json;

namespace LivePose.Capture.Sinks;

/// <summary>The text of one line of a pose file as values. Everything that is wrong is a <see cref="JsonException"/>.</summary>
internal static class PoseLineParser
{
    private const int LargestSide = 1 << 20;
    private const double LongestTime = 1e9; // s, well inside TimeSpan

    /// <summary>The first line.</summary>
    public static SinkHeader ParseHeader(string text) => Parse(text, ReadHeader);

    /// <summary>Any other line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="keypointCount">K of the header.</param>
    public static PoseLine ParseFrame(string text, int keypointCount) => Parse(text, root => ReadFrame(root, keypointCount));

    private static T Parse<T>(string text, Func<JsonElement, T> read)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        try
        {
            return read(document.RootElement);
        }
        catch (InvalidOperationException e) // half a surrogate pair in a text or a property name
        {
            throw new JsonException("text with an invalid escape", e);
        }
    }

    private static SinkHeader ReadHeader(JsonElement root)
    {
        if (root.NeedText("format") != PoseLinesSink.Format)
        {
            throw new JsonException($"'format' is not '{PoseLinesSink.Format}', so this is not a LivePose pose file");
        }

        long version = root.NeedWhole("version", 1, int.MaxValue);
        if (version > PoseLinesSink.Version)
        {
            throw new JsonException($"'version' is {version}, but this program reads up to {PoseLinesSink.Version}; use a newer LivePose");
        }

        JsonElement meaning = root.Need("meaning", JsonValueKind.Object);
        return new SinkHeader(
            root.NeedText("source"),
            (int)root.NeedWhole("width", 1, LargestSide),
            (int)root.NeedWhole("height", 1, LargestSide),
            root.NeedNumber("fps", 0, 1e6),
            ParseKeypointSet(root),
            root.TryGetProperty("generator", out _) ? root.NeedText("generator") : "",
            root.TryGetProperty("models", out _) ? Texts(root, "models") : [],
            meaning.NeedText("confidence"),
            meaning.NeedText("visibility"));
    }

    private static PoseLine ReadFrame(JsonElement root, int keypointCount)
    {
        JsonElement people = root.Need("people", JsonValueKind.Array);
        return new PoseLine(
            root.NeedWhole("frame", 0, long.MaxValue),
            TimeSpan.FromSeconds(root.NeedNumber("time", 0, LongestTime)),
            [.. people.EnumerateArray().Select(person => ParsePerson(person, keypointCount))]);
    }

    private static PoseLinePerson ParsePerson(JsonElement person, int keypointCount)
    {
        Span<float> box = stackalloc float[4];
        JsonFields.ReadNumbers(person.Need("box", JsonValueKind.Array), "box", box);
        JsonElement rows = person.Need("keypoints", JsonValueKind.Array);
        if (rows.GetArrayLength() != keypointCount)
        {
            throw new JsonException($"'keypoints' has {rows.GetArrayLength()} entries, but the header names {keypointCount}");
        }

        Keypoint[] keypoints = new Keypoint[keypointCount];
        Span<float> row = stackalloc float[4];
        int k = 0;
        foreach (JsonElement element in rows.EnumerateArray())
        {
            JsonFields.ReadNumbers(element, "keypoints", row);
            keypoints[k++] = new Keypoint(row[0], row[1], Probability(row[2]), Probability(row[3]));
        }

        return new PoseLinePerson(
            new TrackId((int)person.NeedWhole("id", 0, int.MaxValue)),
            new Box(box[0], box[1], NotNegative(box[2]), NotNegative(box[3])),
            (float)person.NeedNumber("score", 0, 1),
            keypoints);
    }

    private static KeypointSet ParseKeypointSet(JsonElement root)
    {
        string id = root.NeedText("keypoint_set");
        string[] names = Texts(root, "keypoints");
        if (KeypointSets.Find(id) is { } known && known.Names.AsSpan().SequenceEqual(names))
        {
            return known;
        }

        float[] sigmas = new float[names.Length];
        float[] mirror = new float[names.Length];
        JsonFields.ReadNumbers(root.Need("sigmas", JsonValueKind.Array), "sigmas", sigmas);
        JsonFields.ReadNumbers(root.Need("mirror", JsonValueKind.Array), "mirror", mirror);
        (int, int)[] limbs = [.. root.Need("limbs", JsonValueKind.Array).EnumerateArray().Select(limb => Limb(limb, names.Length))];
        if (names.Distinct().Count() != names.Length || sigmas.Any(sigma => sigma <= 0))
        {
            throw new JsonException("'keypoints' must be different from each other and 'sigmas' positive");
        }

        return new KeypointSet(id, names, sigmas, [.. mirror.Select(index => Index(index, names.Length))], limbs);
    }

    private static (int From, int To) Limb(JsonElement limb, int count)
    {
        Span<float> ends = stackalloc float[2];
        JsonFields.ReadNumbers(limb, "limbs", ends);
        return (Index(ends[0], count), Index(ends[1], count));
    }

    private static int Index(float value, int count) => value >= 0 && value < count && value == MathF.Floor(value)
        ? (int)value
        : throw new JsonException($"a keypoint index must be a whole number from 0 to {count - 1}");

    private static string[] Texts(JsonElement root, string name) =>
    [
        .. root.Need(name, JsonValueKind.Array).EnumerateArray().Select(element => element.ValueKind == JsonValueKind.String
            ? element.GetString()!
            : throw new JsonException($"'{name}' must be an array of text")),
    ];

    private static float Probability(float value) => value is >= 0 and <= 1
        ? value
        : throw new JsonException("confidence and visibility must be from 0 to 1");

    private static float NotNegative(float value) => value >= 0 ? value : throw new JsonException("'box' must have a positive size");
}
