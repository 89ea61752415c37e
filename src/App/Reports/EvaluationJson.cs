using System.Globalization;
using System.Text.Json;
using LivePose.Pose.Evaluate;

namespace LivePose.App.Reports;

/// <summary>The outcome of an evaluation as JSON, numbers at full precision; what is not defined is null.</summary>
internal static class EvaluationJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Writes the file.</summary>
    public static void Write(EvaluationOutcome outcome, string path)
    {
        using FileStream stream = File.Create(path);
        using Utf8JsonWriter json = new(stream, Indented);
        json.WriteStartObject();
        json.WriteString("annotations", outcome.Truth.Name);
        json.WriteString("results", outcome.Results.Name);
        json.WriteNumber("people", outcome.PeopleCount);
        json.WriteNumber("detections", outcome.Results.Count);
        WriteNamed(json, outcome.Summary);
        if (outcome.Parts.Count > 0)
        {
            WriteParts(json, "parts", outcome.Parts, row => row.Printed);
            WriteParts(json, "parts_own_score", outcome.Parts, row => row.Own);
        }

        if (outcome.Images.Count > 0)
        {
            WriteImages(json, outcome.Images);
        }

        json.WriteStartObject("calibration");
        WriteNumber(json, "gap", outcome.Coco?.Summary.CalibrationGap ?? double.NaN);
        WriteCalibration(json, outcome.Calibration, outcome.Accuracy);
        json.WriteEndObject();
        if (outcome.Forms.Count > 0)
        {
            WriteForms(json, outcome.Forms);
        }

        if (outcome.Occlusion is { } sweep)
        {
            WriteOcclusion(json, sweep);
        }

        json.WriteEndObject();
    }

    private static void WriteImages(Utf8JsonWriter json, IReadOnlyList<ImageAccuracy> images)
    {
        json.WriteStartArray("images");
        foreach (ImageAccuracy image in images)
        {
            json.WriteStartObject();
            json.WriteString("image", image.Image);
            json.WriteNumber("people", image.People);
            WriteNumber(json, "mean_oks", image.MeanOks);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOcclusion(Utf8JsonWriter json, OcclusionSweep sweep)
    {
        json.WriteStartObject("occlusion");
        json.WriteString("keypoint", sweep.Keypoint);
        json.WriteNumber("people", sweep.PeopleCount);
        WriteNamed(json, [("pearson", sweep.Pearson), ("spearman", sweep.Spearman)]);
        json.WriteStartArray("levels");
        foreach (OcclusionLevel level in sweep.Levels)
        {
            json.WriteStartObject();
            WriteNamed(json, [("side", level.Side), ("oks", level.MeanOks), ("confidence", level.MeanConfidence)]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, string name, IReadOnlyList<PartRow> rows, Func<PartRow, CocoSummary> summary)
    {
        json.WriteStartObject(name);
        foreach (PartRow row in rows)
        {
            json.WriteStartObject(row.Part);
            WriteNamed(json, summary(row).Named);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteForms(Utf8JsonWriter json, IReadOnlyList<FormScore> forms)
    {
        json.WriteStartArray("forms");
        foreach (FormScore form in forms)
        {
            json.WriteStartObject();
            json.WriteString("form", form.Form);
            WriteNamed(json, form.Coco.Named);
            WriteNumber(json, "gap", form.Coco.CalibrationGap);
            WriteCalibration(json, form.Calibration, "OKS");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCalibration(Utf8JsonWriter json, CalibrationSummary calibration, string accuracy)
    {
        json.WriteString("accuracy", accuracy);
        json.WriteNumber("unpaired_detections", calibration.Samples.UnpairedDetections);
        WriteMeasures(json, "keypoint", calibration.Keypoint, calibration.PckAuses.Select(p => (p.Threshold, p.Keypoint)));
        WriteMeasures(json, "instance", calibration.Instance, calibration.PckAuses.Select(p => (p.Threshold, p.Instance)));
        json.WriteStartObject("reliability");
        WriteBins(json, "keypoint", Reliability.EqualWidth(calibration.Samples.KeypointConfidences, calibration.Samples.KeypointAccuracies));
        WriteBins(json, "instance", Reliability.EqualWidth(calibration.Samples.InstanceConfidences, calibration.Samples.InstanceAccuracies));
        json.WriteEndObject();
    }

    private static void WriteMeasures(Utf8JsonWriter json, string name, CalibrationMeasures measures, IEnumerable<(double Threshold, double Ause)> pck)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", measures.Count);
        WriteNamed(json,
        [
            ("mean_confidence", measures.MeanConfidence), ("mean_accuracy", measures.MeanAccuracy), ("pearson", measures.Pearson),
            ("spearman", measures.Spearman), ("ece", measures.Ece), ("adaptive_ece", measures.AdaptiveEce), ("ause", measures.Ause),
            ("relative_ause", measures.RelativeAuse),
        ]);
        WriteNamed(json, pck.Select(p => ($"ause_pck@{p.Threshold.ToString(CultureInfo.InvariantCulture)}", p.Ause)));
        json.WriteEndObject();
    }

    private static void WriteBins(Utf8JsonWriter json, string name, Reliability reliability)
    {
        json.WriteStartArray(name);
        foreach (ReliabilityBin bin in reliability.Bins)
        {
            json.WriteStartObject();
            json.WriteNumber("count", bin.Count);
            WriteNumber(json, "confidence", bin.Count > 0 ? bin.MeanConfidence : double.NaN);
            WriteNumber(json, "accuracy", bin.Count > 0 ? bin.MeanAccuracy : double.NaN);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNamed(Utf8JsonWriter json, IEnumerable<(string Name, double Value)> numbers)
    {
        foreach ((string name, double value) in numbers)
        {
            WriteNumber(json, name, value);
        }
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
