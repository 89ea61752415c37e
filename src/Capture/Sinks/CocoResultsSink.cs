using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace LivePose.Capture.Sinks;

/// <summary>COCO keypoint results: one JSON array with an object for each person of each frame.</summary>
/// <remarks>
/// <para>
/// Keys: <c>image_id</c> (the number in the file name when every picture of the source has one, as in COCO; else the frame
/// index), <c>category_id</c> 1, <c>keypoints</c> [x, y, confidence] · K, <c>score</c>, <c>bbox</c>; and, beyond COCO,
/// <c>track_id</c> and <c>visibility</c> [K].
/// </para>
/// <para>The array is closed again after every frame, so the file is valid JSON at any moment, also after a kill.</para>
/// </remarks>
/// <param name="path">File to write, usually <c>*.coco.json</c>.</param>
public sealed class CocoResultsSink(string path) : IPoseSink
{
    private static readonly byte[] Closing = "\n]\n"u8.ToArray();

    private readonly ArrayBufferWriter<byte> _text = new(16 * 1024);
    private Utf8JsonWriter? _writer;
    private OutputFile? _file;
    private long[]? _imageIds;
    private bool _hasEntries;

    /// <inheritdoc/>
    public void Begin(SinkHeader header)
    {
        _file = new OutputFile(path);
        _writer = new Utf8JsonWriter(_text, new JsonWriterOptions { SkipValidation = true });
        _imageIds = header.FrameNames is null ? null : NumbersIn(header.FrameNames);
        _text.Write("["u8);
        Append();
    }

    /// <inheritdoc/>
    public void Write(Frame frame)
    {
        Utf8JsonWriter writer = _writer ?? throw new InvalidOperationException("Write comes after Begin.");
        if (frame.PeopleCount == 0)
        {
            return;
        }

        long image = _imageIds is not null && frame.Stamp.Index < _imageIds.Length ? _imageIds[frame.Stamp.Index] : frame.Stamp.Index;
        for (int i = 0; i < frame.PeopleCount; i++)
        {
            _text.Write(_hasEntries ? ",\n"u8 : "\n"u8);
            _hasEntries = true;
            WritePerson(writer, image, frame.People[i], frame.Keypoints(i));
            writer.Flush();
            writer.Reset();
        }

        Append();
    }

    /// <inheritdoc/>
    public void Complete() => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _file?.Dispose();
        _writer = null;
        _file = null;
    }

    /// <summary>The number that each file name is, or null when one is none or two are the same.</summary>
    internal static long[]? NumbersIn(IReadOnlyList<string> names)
    {
        long[] numbers = new long[names.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!long.TryParse(Path.GetFileNameWithoutExtension(names[i]), NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return numbers.Distinct().Count() == numbers.Length ? numbers : null;
    }

    private static void WritePerson(Utf8JsonWriter writer, long image, Person person, ReadOnlySpan<Keypoint> keypoints)
    {
        writer.WriteStartObject();
        writer.WriteNumber("image_id"u8, image);
        writer.WriteNumber("category_id"u8, 1);
        writer.WriteStartArray("keypoints"u8);
        foreach (Keypoint keypoint in keypoints)
        {
            writer.WriteNumberValue(Rounded.Pixels(keypoint.X));
            writer.WriteNumberValue(Rounded.Pixels(keypoint.Y));
            writer.WriteNumberValue(Rounded.Probability(keypoint.Confidence));
        }

        writer.WriteEndArray();
        writer.WriteNumber("score"u8, Rounded.Probability(person.Score));
        writer.WritePropertyName("bbox"u8);
        writer.WriteBox(person.Box);
        writer.WriteNumber("track_id"u8, person.Id.Value);
        writer.WriteStartArray("visibility"u8);
        foreach (Keypoint keypoint in keypoints)
        {
            writer.WriteNumberValue(Rounded.Probability(keypoint.Visibility));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Append()
    {
        _text.Write(Closing);
        _file!.Append(_text.WrittenSpan, Closing.Length);
        _text.ResetWrittenCount();
    }
}
