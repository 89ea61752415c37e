using System.Globalization;
using LivePose.Pose.Evaluate;
using Spectre.Console;

namespace LivePose.App.Reports;

/// <summary>The outcome of an evaluation as tables on a terminal; plain text when the output goes to a file or a pipe.</summary>
internal static class EvaluationTables
{
    private const int PlainWidth = 140;

    /// <summary>Writes the tables.</summary>
    public static void Write(EvaluationOutcome outcome, TextWriter output)
    {
        IAnsiConsole console = ConsoleOf(output);
        Write(console, $"{outcome.Results.Name} against {outcome.Truth.Name}: {outcome.PeopleCount} people, {outcome.Results.Count} detections", Summary(outcome));
        if (outcome.Parts.Count > 0)
        {
            Write(console, "By part; last column: AP when each part is ranked by its own score", Parts(outcome.Parts));
        }

        if (outcome.Images.Count > 0)
        {
            Write(console, "By image", Images(outcome.Images));
        }

        string gap = outcome.Coco is null ? "" : $"; mAR - mAP = {Number(outcome.Coco.Summary.CalibrationGap)}";
        Write(
            console,
            $"Calibration: score against {outcome.Accuracy}{gap}; AUSE x 100; {outcome.Calibration.Samples.UnpairedDetections} detections pair with nobody",
            Calibration(outcome));
        if (outcome.Forms.Count > 0)
        {
            Write(console, "Confidence forms on the same poses; Pearson, ECE and AUSE x 100: keypoint / instance", Forms(outcome.Forms));
        }

        if (outcome.Occlusion is { } sweep)
        {
            Write(
                console,
                $"A growing blur over {sweep.Keypoint} of {sweep.PeopleCount} people; Pearson {Number(sweep.Pearson)}, Spearman {Number(sweep.Spearman)}",
                Occlusion(sweep));
        }
    }

    /// <summary>Three decimals; a dash for what is not defined, COCO's -1 included.</summary>
    internal static string Number(double value) => double.IsFinite(value) && value != -1 ? value.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    /// <summary>A hundredfold with two decimals, as the paper prints AUSE; a dash for what is not defined.</summary>
    internal static string Hundredfold(double value) => double.IsFinite(value) ? (100 * value).ToString("0.00", CultureInfo.InvariantCulture) : "–";

    /// <summary>The console behind an output: with colours on a terminal, plain and wide elsewhere.</summary>
    internal static IAnsiConsole ConsoleOf(TextWriter output)
    {
        bool terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        if (!terminal)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }

    private static Table Summary(EvaluationOutcome outcome)
    {
        Table table = Create();
        foreach ((string name, _) in outcome.Summary)
        {
            table.AddColumn(Right(name));
        }

        table.AddRow([.. outcome.Summary.Select(number => Number(number.Value))]);
        return table;
    }

    private static Table Parts(IReadOnlyList<PartRow> rows)
    {
        Table table = Create();
        table.AddColumn("part");
        foreach ((string name, _) in rows[0].Printed.Named)
        {
            table.AddColumn(Right(name));
        }

        table.AddColumn(Right("AP own"));
        foreach (PartRow row in rows)
        {
            table.AddRow([row.Part, .. row.Printed.Named.Select(number => Number(number.Value)), Number(row.Own.AP)]);
        }

        return table;
    }

    private static Table Images(IReadOnlyList<ImageAccuracy> images)
    {
        Table table = Create();
        table.AddColumn("image");
        table.AddColumn(Right("people"));
        table.AddColumn(Right("mean OKS"));
        foreach (ImageAccuracy image in images)
        {
            table.AddRow(Markup.Escape(image.Image), image.People.ToString(CultureInfo.InvariantCulture), Number(image.MeanOks));
        }

        double people = images.Sum(image => image.People);
        table.AddRow("all people", people.ToString(CultureInfo.InvariantCulture), Number(images.Sum(image => image.People * image.MeanOks) / people));
        return table;
    }

    private static Table Calibration(EvaluationOutcome outcome)
    {
        CalibrationSummary calibration = outcome.Calibration;
        Table table = Create();
        table.AddColumn("");
        string[] columns = ["samples", "mean score", $"mean {outcome.Accuracy}", "Pearson", "Spearman", "ECE", "adaptive ECE", "AUSE"];
        foreach (string name in columns)
        {
            table.AddColumn(Right(name));
        }

        foreach (PckAuse pck in calibration.PckAuses)
        {
            table.AddColumn(Right($"AUSE PCK@{pck.Threshold.ToString(CultureInfo.InvariantCulture)}"));
        }

        table.AddRow([.. Row("keypoint", calibration.Keypoint), .. calibration.PckAuses.Select(pck => Hundredfold(pck.Keypoint))]);
        table.AddRow([.. Row("instance", calibration.Instance), .. calibration.PckAuses.Select(pck => Hundredfold(pck.Instance))]);
        return table;
    }

    /// <summary>Cells of one row of calibration measures.</summary>
    internal static string[] Row(string name, CalibrationMeasures m) =>
    [
        name, m.Count.ToString(CultureInfo.InvariantCulture), Number(m.MeanConfidence), Number(m.MeanAccuracy), Number(m.Pearson), Number(m.Spearman),
        Number(m.Ece), Number(m.AdaptiveEce), Hundredfold(m.Ause),
    ];

    private static Table Forms(IReadOnlyList<FormScore> forms)
    {
        Table table = Create();
        table.AddColumn("form");
        foreach (string name in FormColumns)
        {
            table.AddColumn(Right(name));
        }

        foreach (FormScore form in forms)
        {
            table.AddRow([form.Form, .. FormCells(form)]);
        }

        return table;
    }

    /// <summary>Columns of a table of forms.</summary>
    internal static string[] FormColumns { get; } = ["AP", "AR", "AR - AP", "Pearson", "ECE", "AUSE"];

    /// <summary>Cells of <see cref="FormColumns"/>.</summary>
    internal static string[] FormCells(FormScore form)
    {
        CalibrationMeasures keypoint = form.Calibration.Keypoint, instance = form.Calibration.Instance;
        return
        [
            Number(form.Coco.AP), Number(form.Coco.AR), Number(form.Coco.CalibrationGap), $"{Number(keypoint.Pearson)} / {Number(instance.Pearson)}",
            $"{Number(keypoint.Ece)} / {Number(instance.Ece)}", $"{Hundredfold(keypoint.Ause)} / {Hundredfold(instance.Ause)}",
        ];
    }

    private static Table Occlusion(OcclusionSweep sweep)
    {
        Table table = Create();
        foreach (string name in OcclusionColumns)
        {
            table.AddColumn(Right(name));
        }

        foreach (OcclusionLevel level in sweep.Levels)
        {
            table.AddRow(OcclusionCells(level));
        }

        return table;
    }

    /// <summary>Columns of an occlusion sweep.</summary>
    internal static string[] OcclusionColumns { get; } = ["side / sqrt(area)", "mean OKS", "mean score"];

    /// <summary>Cells of <see cref="OcclusionColumns"/>.</summary>
    internal static string[] OcclusionCells(OcclusionLevel level) => [Number(level.Side), Number(level.MeanOks), Number(level.MeanConfidence)];

    private static void Write(IAnsiConsole console, string title, Table table)
    {
        console.WriteLine(title);
        console.Write(table);
    }

    /// <summary>A table without vertical lines.</summary>
    internal static Table Create() => new() { Border = TableBorder.Simple };

    /// <summary>A column of numbers.</summary>
    internal static TableColumn Right(string name) => new TableColumn(Markup.Escape(name)).RightAligned();
}
