using System.Text.Json;

namespace LivePose.App.Demo;

/// <summary>The outcome of a demonstration as JSON: every number that is printed or shown, at full precision.</summary>
internal static class DemoJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Writes the file.</summary>
    public static void Write(DemoOutcome outcome, string path)
    {
        using FileStream stream = File.Create(path);
        using Utf8JsonWriter json = new(stream, Indented);
        json.WriteStartObject();
        json.WriteString("made_by", DemoFolder.MadeBy);
        json.WriteBoolean("finished", true);
        json.WriteString("version", typeof(DemoJson).Assembly.GetName().Version?.ToString(3));
        json.WriteString("runtime", System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription);
        WriteClip(json, outcome);
        WriteNetworks(json, outcome);
        json.WriteNumber("frames_per_second", outcome.Run.Rate);
        json.WriteNumber("identities", outcome.Run.Identities);
        json.WriteStartObject("measures");
        foreach (DemoMeasure measure in outcome.Measures)
        {
            json.WriteStartObject(measure.Key);
            WriteNumber(json, "raw", measure.Raw);
            WriteNumber(json, "calibrated", measure.Calibrated);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteFits(json, outcome);
        json.WriteStartObject("seconds");
        foreach ((string part, double seconds) in outcome.Parts.Append(("all", outcome.Seconds)))
        {
            json.WriteNumber(part, seconds);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteClip(Utf8JsonWriter json, DemoOutcome outcome)
    {
        json.WriteStartObject("clip");
        json.WriteNumber("frames", outcome.Run.Frames);
        json.WriteNumber("width", outcome.Source.Width);
        json.WriteNumber("height", outcome.Source.Height);
        json.WriteNumber("frames_per_second", outcome.Source.FramesPerSecond);
        json.WriteNumber("annotated_people", outcome.AnnotatedPeople);
        if (outcome.Settings.Clip is null)
        {
            json.WriteNumber("seed", outcome.Settings.Seed);
        }
        else
        {
            json.WriteString("folder", outcome.Settings.Clip);
        }

        json.WriteEndObject();
    }

    private static void WriteNetworks(Utf8JsonWriter json, DemoOutcome outcome)
    {
        json.WriteStartObject("networks");
        json.WriteString("detector", Path.GetFileName(outcome.Settings.Tracking.DetectorPath));
        json.WriteString("pose", Path.GetFileName(outcome.Settings.Tracking.PosePath));
        json.WriteString("calibrated_by", outcome.Poses.Form.Name);
        json.WriteString("device", outcome.Device);
        json.WriteEndObject();
    }

    private static void WriteFits(Utf8JsonWriter json, DemoOutcome outcome)
    {
        json.WriteStartObject("fits");
        json.WriteNumber("poses", outcome.FittedPoses);
        foreach (FitTrial fit in outcome.Fits)
        {
            json.WriteStartObject(fit.Key);
            WriteNumber(json, "pa_mpjpe_mm", fit.Aligned);
            WriteNumber(json, "mpjpe_mm", fit.Plain);
            json.WriteNumber("rejected", fit.Rejected);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
