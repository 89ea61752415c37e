using System.Globalization;
using LivePose.App.Reports;
using Spectre.Console;

namespace LivePose.App.Demo;

/// <summary>The outcome of a demonstration on a terminal: one small table and where to look.</summary>
internal static class DemoSummary
{
    /// <summary>The sentence over the table.</summary>
    public static string Headline(DemoOutcome outcome) => string.Create(
        CultureInfo.InvariantCulture,
        $"{outcome.Run.Frames} frames of a synthetic clip, {outcome.Source.Width}x{outcome.Source.Height}: {outcome.Run.Rate:F1} frames/s found, tracked ({outcome.Run.Identities} ids), fitted, drawn and encoded ({outcome.Device})");

    /// <summary>Prints it.</summary>
    public static void Write(DemoOutcome outcome, DemoFolder folder, TextWriter output)
    {
        IAnsiConsole console = EvaluationTables.ConsoleOf(output);
        console.WriteLine(Headline(outcome));
        Table table = EvaluationTables.Create();
        table.AddColumn("");
        table.AddColumn(EvaluationTables.Right("raw"));
        table.AddColumn(EvaluationTables.Right("calibrated"));
        foreach (DemoMeasure measure in outcome.Measures)
        {
            table.AddRow(Markup.Escape(measure.Name), measure.RawText, measure.CalibratedText);
        }

        console.Write(table);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome.Seconds:F1} s; look at {folder.Report} and {folder.Film}"));
    }
}
