using System.Text.Json;

namespace LivePose.Capture.Sinks;

/// <summary>Numbers rounded to the digits that carry information: 0.001 px, 0.0001 of a probability, 1 µs.</summary>
/// <remarks>A number that is not finite is written as 0, which means absent; JSON and its readers know no NaN.</remarks>
internal static class Rounded
{
    /// <summary>Pixels to three decimals.</summary>
    public static double Pixels(float value) => Round(value, 3);

    /// <summary>A probability to four decimals.</summary>
    public static double Probability(float value) => Round(value, 4);

    /// <summary>Seconds to six decimals.</summary>
    public static double Seconds(TimeSpan time) => Round(time.TotalSeconds, 6);

    /// <summary>Writes [x, y, width, height].</summary>
    public static void WriteBox(this Utf8JsonWriter writer, Box box)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(Pixels(box.X));
        writer.WriteNumberValue(Pixels(box.Y));
        writer.WriteNumberValue(Pixels(box.Width));
        writer.WriteNumberValue(Pixels(box.Height));
        writer.WriteEndArray();
    }

    // + 0.0 turns -0 into 0.
    private static double Round(double value, int digits) => double.IsFinite(value) ? Math.Round(value, digits) + 0.0 : 0;
}
