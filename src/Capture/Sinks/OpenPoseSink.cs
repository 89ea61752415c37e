using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace LivePose.Capture.Sinks;

/// <summary>A folder in the layout of OpenPose's <c>--write_json</c> (version 1.3): one small file for each frame.</summary>
/// <remarks>
/// Files are <c>name_000000000000_keypoints.json</c>. Keypoints stay in the source's own set and order; whole-body sets go into
/// <c>pose_keypoints_2d</c> as a whole. <c>person_id</c> is the identity, -1 when not tracked, as in OpenPose.
/// </remarks>
/// <param name="folder">Folder to write, usually <c>*.openpose</c>.</param>
/// <param name="name">Start of the file names.</param>
public sealed class OpenPoseSink(string folder, string name) : IPoseSink
{
    private const string Suffix = "_keypoints.json";

    private readonly string _folder = Path.GetFullPath(folder);
    private readonly ArrayBufferWriter<byte> _text = new(16 * 1024);
    private Utf8JsonWriter? _writer;

    /// <summary>Creates the folder; files of an earlier run with the same name are deleted, so that no stale frame stays behind.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Begin(SinkHeader header)
    {
        try
        {
            foreach (string old in Directory.CreateDirectory(_folder).EnumerateFiles($"*{Suffix}").Select(file => file.FullName).Where(IsOurs))
            {
                File.Delete(old);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteFault.Create(_folder, e);
        }

        _writer = new Utf8JsonWriter(_text, new JsonWriterOptions { SkipValidation = true });
    }

    /// <inheritdoc/>
    public void Write(Frame frame)
    {
        Utf8JsonWriter writer = _writer ?? throw new InvalidOperationException("Write comes after Begin.");
        writer.WriteStartObject();
        writer.WriteNumber("version"u8, 1.3);
        writer.WriteStartArray("people"u8);
        for (int i = 0; i < frame.PeopleCount; i++)
        {
            WritePerson(writer, frame.People[i], frame.Keypoints(i));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        writer.Reset();
        using OutputFile file = new(Path.Combine(_folder, FileName(frame.Stamp.Index)));
        file.Append(_text.WrittenSpan);
        _text.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public void Complete() => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
    }

    private static void WritePerson(Utf8JsonWriter writer, Person person, ReadOnlySpan<Keypoint> keypoints)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("person_id"u8);
        writer.WriteNumberValue(person.Id.IsAssigned ? person.Id.Value : -1);
        writer.WriteEndArray();
        writer.WriteStartArray("pose_keypoints_2d"u8);
        foreach (Keypoint keypoint in keypoints)
        {
            writer.WriteNumberValue(Rounded.Pixels(keypoint.X));
            writer.WriteNumberValue(Rounded.Pixels(keypoint.Y));
            writer.WriteNumberValue(Rounded.Probability(keypoint.Confidence));
        }

        writer.WriteEndArray();
        WriteEmpty(writer, "face_keypoints_2d"u8);
        WriteEmpty(writer, "hand_left_keypoints_2d"u8);
        WriteEmpty(writer, "hand_right_keypoints_2d"u8);
        WriteEmpty(writer, "pose_keypoints_3d"u8);
        WriteEmpty(writer, "face_keypoints_3d"u8);
        WriteEmpty(writer, "hand_left_keypoints_3d"u8);
        WriteEmpty(writer, "hand_right_keypoints_3d"u8);
        writer.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter writer, ReadOnlySpan<byte> property)
    {
        writer.WriteStartArray(property);
        writer.WriteEndArray();
    }

    private string FileName(long index) => string.Create(CultureInfo.InvariantCulture, $"{name}_{index:D12}{Suffix}");

    private bool IsOurs(string path)
    {
        string file = Path.GetFileName(path);
        return file.Length == name.Length + 1 + 12 + Suffix.Length
            && file.StartsWith(name + "_", StringComparison.Ordinal)
            && file.AsSpan(name.Length + 1, 12).IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
