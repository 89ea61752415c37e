using System.Buffers;
using System.Text.Json;

namespace LivePose.Capture.Sinks;

/// <summary>JSON Lines: a header object, then one object a frame. LivePose's own format.</summary>
/// <remarks>
/// Each line reaches the file in one system call before the next frame is taken, so a kill loses at most the frame in flight.
/// Nothing is allocated per frame.
/// </remarks>
/// <param name="path">File to write, usually <c>*.poses.jsonl</c>.</param>
public sealed class PoseLinesSink(string path) : IPoseSink
{
    /// <summary>Value of the header's <c>format</c>.</summary>
    public const string Format = "livepose.poses";

    /// <summary>Value of the header's <c>version</c>.</summary>
    public const int Version = 1;

    private readonly ArrayBufferWriter<byte> _line = new(16 * 1024);
    private Utf8JsonWriter? _writer;
    private OutputFile? _file;

    /// <inheritdoc/>
    public void Begin(SinkHeader header)
    {
        _file = new OutputFile(path);
        _writer = new Utf8JsonWriter(_line, new JsonWriterOptions { SkipValidation = true });
        PoseLinesHeader.Write(_writer, header);
        EndLine();
    }

    /// <inheritdoc/>
    public void Write(Frame frame)
    {
        Utf8JsonWriter writer = _writer ?? throw new InvalidOperationException("Write comes after Begin.");
        writer.WriteStartObject();
        writer.WriteNumber("frame"u8, frame.Stamp.Index);
        writer.WriteNumber("time"u8, Rounded.Seconds(frame.Stamp.Time));
        writer.WriteStartArray("people"u8);
        for (int i = 0; i < frame.PeopleCount; i++)
        {
            WritePerson(writer, frame.People[i], frame.Keypoints(i));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        EndLine();
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

    private static void WritePerson(Utf8JsonWriter writer, Person person, ReadOnlySpan<Keypoint> keypoints)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id"u8, person.Id.Value);
        writer.WritePropertyName("box"u8);
        writer.WriteBox(person.Box);
        writer.WriteNumber("score"u8, Rounded.Probability(person.Score));
        writer.WriteStartArray("keypoints"u8);
        foreach (Keypoint keypoint in keypoints)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(Rounded.Pixels(keypoint.X));
            writer.WriteNumberValue(Rounded.Pixels(keypoint.Y));
            writer.WriteNumberValue(Rounded.Probability(keypoint.Confidence));
            writer.WriteNumberValue(Rounded.Probability(keypoint.Visibility));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void EndLine()
    {
        _writer!.Flush();
        _writer.Reset();
        _line.Write("\n"u8);
        _file!.Append(_line.WrittenSpan);
        _line.ResetWrittenCount();
    }
}
