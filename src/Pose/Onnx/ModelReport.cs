using System.Globalization;

namespace LivePose.Pose.Onnx;

/// <summary>An inspection as text.</summary>
public static class ModelReport
{
    private const int WidestValue = 48;

    /// <summary>Writes it.</summary>
    public static void Write(ModelInspection inspection, TextWriter writer)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        writer.WriteLine(inspection.Path);
        writer.WriteLine(string.Create(culture, $"  {inspection.FileBytes / 1048576.0:F1} MiB, {inspection.Parameters / 1e6:F2} M parameters, opset {inspection.Opset}{(inspection.Producer.Length == 0 ? "" : $", written by {inspection.Producer}")}"));
        foreach (OnnxValue input in inspection.Inputs)
        {
            writer.WriteLine($"  input   {input}");
        }

        foreach (OutputShape output in inspection.Outputs)
        {
            writer.WriteLine($"  output  {output}{(inspection.Descriptor.ComputedOutputs.Contains(output.Name) ? "" : "  (not used)")}");
        }

        writer.WriteLine($"  nodes   {string.Join(", ", inspection.Operators.Select(o => $"{o.Operator} {o.Count}"))}");
        writer.WriteLine($"  batch   {inspection.Batch}");
        writer.WriteLine();
        WriteFields(inspection.Fields, writer);
        WriteCalibration(inspection.Descriptor.Calibration, writer);
        foreach (string warning in inspection.Warnings)
        {
            writer.WriteLine();
            writer.WriteLine($"Note: {warning}");
        }
    }

    private static void WriteFields(IReadOnlyList<DescriptorField> fields, TextWriter writer)
    {
        int name = fields.Max(f => f.Name.Length);
        int value = Math.Min(WidestValue, fields.Max(f => f.Value.Length));
        int source = fields.Max(f => f.Source.ToString().Length);
        foreach (DescriptorField field in fields.Where(f => f.Name != "calibration"))
        {
            string text = field.Source.ToString().ToLowerInvariant();
            writer.WriteLine($"  {field.Name.PadRight(name)}  {field.Value.PadRight(value)}  {text.PadRight(source)}  {field.Reason}");
        }
    }

    private static void WriteCalibration(ModelCalibration? calibration, TextWriter writer)
    {
        if (calibration is null)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine($"Calibrated: confidence from '{calibration.Confidence}'{(calibration.Visibility is null ? "" : $", visibility from '{calibration.Visibility}'")}");
        Line("head", calibration.Head);
        Line("loss", calibration.Loss);
        Line("feature", calibration.Feature);
        Line("trained on", calibration.TrainedOn);
        Line("people", calibration.Samples?.ToString(CultureInfo.InvariantCulture));
        Line("seed", calibration.Seed?.ToString(CultureInfo.InvariantCulture));
        Line("base", calibration.BaseSha256);
        foreach ((string name, double score) in calibration.Scores ?? new Dictionary<string, double>())
        {
            Line(name, score.ToString("G6", CultureInfo.InvariantCulture));
        }

        void Line(string name, string? value)
        {
            if (value is not null)
            {
                writer.WriteLine($"  {name,-24} {value}");
            }
        }
    }
}
