using System.Text.Json;

namespace LivePose.Capture.Sinks;

/// <summary>The first line of a pose file: what was measured, by what, and what each number means.</summary>
internal static class PoseLinesHeader
{
    public static void Write(Utf8JsonWriter writer, SinkHeader header)
    {
        KeypointSet set = header.Keypoints;
        writer.WriteStartObject();
        writer.WriteString("format"u8, PoseLinesSink.Format);
        writer.WriteNumber("version"u8, PoseLinesSink.Version);
        writer.WriteString("generator"u8, header.Generator);
        writer.WriteString("source"u8, header.Source);
        writer.WriteNumber("width"u8, header.Width);
        writer.WriteNumber("height"u8, header.Height);
        writer.WriteNumber("fps"u8, Math.Round(header.FramesPerSecond, 6));
        WriteStrings(writer, "models", header.Models);
        writer.WriteString("keypoint_set"u8, set.Id);
        WriteStrings(writer, "keypoints", set.Names);
        WriteSkeleton(writer, set);
        WriteMeaning(writer, header);
        writer.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string property, IEnumerable<string> values)
    {
        writer.WriteStartArray(property);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>Everything else that a reader needs to draw and to score the keypoints, so that a file stands on its own.</summary>
    private static void WriteSkeleton(Utf8JsonWriter writer, KeypointSet set)
    {
        writer.WriteStartArray("sigmas"u8);
        foreach (float sigma in set.Sigmas)
        {
            writer.WriteNumberValue(sigma);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("mirror"u8);
        foreach (int index in set.Mirror)
        {
            writer.WriteNumberValue(index);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("limbs"u8);
        foreach ((int from, int to) in set.Limbs)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(from);
            writer.WriteNumberValue(to);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteMeaning(Utf8JsonWriter writer, SinkHeader header)
    {
        writer.WriteStartObject("meaning"u8);
        writer.WriteString("frame"u8, "index in the source, from 0; a gap means dropped or unreadable frames");
        writer.WriteString("time"u8, "presentation time, seconds from the start of the source");
        writer.WriteString("id"u8, "identity of the person, stable over frames and never reused; 0 = not tracked");
        writer.WriteString("box"u8, "[left, top, width, height], pixels of the source frame; the centre of the top-left pixel is (0, 0)");
        writer.WriteString("score"u8, "instance score in [0, 1], aggregated from the keypoints' confidences");
        writer.WriteString("keypoints"u8, "[x, y, confidence, visibility] for each name of 'keypoints'; x and y in pixels of the source frame, sub-pixel");
        writer.WriteString("confidence"u8, header.ConfidenceMeaning);
        writer.WriteString("visibility"u8, header.VisibilityMeaning);
        writer.WriteEndObject();
    }
}
