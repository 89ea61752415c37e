using System.Globalization;
using LivePose.Pose.Evaluate;

namespace LivePose.Pose.Calibrate;

/// <summary>The outcome of a calibration as text, and as the numbers that travel in the fused network.</summary>
public static class CalibrationReport
{
    private static readonly string[] Columns = ["AP", "AR", "AR-AP", "Pearson kp", "Pearson inst", "AUSE kp", "AUSE inst", "ECE kp", "ECE inst"];

    /// <summary>One row a form: AP, AR and their gap in percent; correlation, sparsification and calibration error of keypoints and of people.</summary>
    public static void Write(CalibrationOutcome outcome, TextWriter writer)
    {
        int name = outcome.Forms.Max(form => form.Form.Length);
        writer.WriteLine($"{"".PadRight(name)}  {string.Join("  ", Columns.Select(column => column.PadLeft(Width(column))))}");
        foreach (FormScore form in outcome.Forms)
        {
            writer.WriteLine($"{form.Form.PadRight(name)}  {string.Join("  ", Cells(form).Zip(Columns, (cell, column) => cell.PadLeft(Width(column))))}");
        }
    }

    /// <summary>What the head changed, and whether so few images can tell.</summary>
    public static void WriteGains(CalibrationOutcome outcome, TextWriter writer)
    {
        writer.WriteLine("ccnet minus raw, 95 % interval over images:");
        foreach (CalibrationGain gain in outcome.Gains)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {gain.Measure,-17} {gain.Difference,7:+0.000;-0.000;0.000} [{gain.Low:+0.000;-0.000;0.000}, {gain.High:+0.000;-0.000;0.000}]{(gain.IsClear ? "" : "  too few images to tell")}"));
        }
    }

    /// <summary>Held-out scores of the head, and under the same names with <c>.before</c> those of the customary score.</summary>
    public static IReadOnlyDictionary<string, double> Scores(CalibrationOutcome outcome)
    {
        Dictionary<string, double> scores = [];
        Add(outcome.Form(ConfidenceForms.Ccnet.Name), "");
        Add(outcome.Form(ConfidenceForms.Raw.Name), ".before");
        return scores;

        void Add(FormScore form, string suffix)
        {
            scores["mAP" + suffix] = form.Coco.AP;
            scores["mAR-mAP" + suffix] = form.Coco.CalibrationGap;
            foreach ((string part, CalibrationMeasures measures) in new[] { ("keypoint", form.Calibration.Keypoint), ("instance", form.Calibration.Instance) })
            {
                Finite($"Pearson.{part}{suffix}", measures.Pearson);
                Finite($"AUSE.{part}{suffix}", measures.Ause);
                Finite($"ECE.{part}{suffix}", measures.Ece);
            }
        }

        void Finite(string name, double value)
        {
            if (double.IsFinite(value))
            {
                scores[name] = value;
            }
        }
    }

    private static int Width(string column) => Math.Max(6, column.Length);

    private static string[] Cells(FormScore form)
    {
        CalibrationMeasures keypoint = form.Calibration.Keypoint, instance = form.Calibration.Instance;
        return
        [
            Text(100 * form.Coco.AP, "F1"), Text(100 * form.Coco.AR, "F1"), Text(100 * form.Coco.CalibrationGap, "F1"),
            Text(keypoint.Pearson, "F3"), Text(instance.Pearson, "F3"), Text(100 * keypoint.Ause, "F2"), Text(100 * instance.Ause, "F2"),
            Text(keypoint.Ece, "F3"), Text(instance.Ece, "F3"),
        ];
    }

    private static string Text(double value, string format) => double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);
}
