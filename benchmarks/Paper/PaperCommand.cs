using System.Globalization;
using LivePose.Pose.Calibrate;
using LivePose.Synth.Annotations;

namespace LivePose.Benchmarks.Paper;

/// <summary>
/// Gu et al. 2023 end to end on people whose truth is known: every table of docs/paper-results.md, as Markdown. The network, its
/// head and its closed forms never see a test image.
/// </summary>
internal static class PaperCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        string? calibration = Value(args, "--calibration"), test = Value(args, "--test");
        string[] networks = [.. args.Where((arg, i) => arg.EndsWith(".onnx", StringComparison.Ordinal) && (i == 0 || !args[i - 1].StartsWith("--", StringComparison.Ordinal)))];
        if (calibration is null || test is null || networks.Length == 0)
        {
            await Console.Error.WriteLineAsync("usage: paper --calibration DIR --test DIR [--seeds 3] [--heads NAME,NAME] [--cache DIR] NETWORK.onnx ...").ConfigureAwait(false);
            return 2;
        }

        int seeds = int.Parse(Value(args, "--seeds") ?? "3", CultureInfo.InvariantCulture);
        string cache = Value(args, "--cache") ?? Path.Combine(Path.GetTempPath(), "livepose-paper");
        HeadDesign?[] designs = Value(args, "--heads") is { } heads ? [.. heads.Split(',').Select(name => (HeadDesign?)HeadDesign.Parse(name))] : [null];
        AnnotatedFolder calibrated = new(calibration), held = new(test);
        foreach (string network in networks)
        {
            foreach (HeadDesign? design in designs)
            {
                Write(FrozenAnswers.Extract(network, design, calibrated, held, cache), held.Bodies(), seeds, Console.Out);
            }
        }

        return 0;
    }

    private static void Write(FrozenAnswers answers, IReadOnlyDictionary<long, TruePerson> bodies, int seeds, TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n## {answers.Name}: calibrated on {answers.Calibration.People.Length} people, judged on {answers.Test.People.Length}\n"));
        ConfidenceTables tables = new(answers, seeds, output);
        tables.WriteForms();
        output.WriteLine();
        tables.WriteGains();
        output.WriteLine();
        tables.WriteAggregations();
        output.WriteLine();
        tables.WriteLosses();
        if (bodies.Count > 0)
        {
            output.WriteLine();
            new FitTable(answers, bodies, output).Write(tables.Heads);
        }
    }

    private static string? Value(string[] args, string name)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
