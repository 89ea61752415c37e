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
        string? calibration = Arguments.Value(args, "--calibration"), test = Arguments.Value(args, "--test");
        string[] networks = [.. args.Where(arg => arg.EndsWith(".onnx", StringComparison.Ordinal))]; // no option takes such a file
        if (calibration is null || test is null || networks.Length == 0)
        {
            await Console.Error.WriteLineAsync("usage: paper --calibration DIR --test DIR [--seeds 3] [--heads NAME,NAME] [--cache DIR] [--plots DIR] [--seen-only] NETWORK.onnx ...").ConfigureAwait(false);
            return 2;
        }

        int seeds = Arguments.Number(args, "--seeds", 3);
        string cache = Arguments.Value(args, "--cache") ?? Path.Combine(Path.GetTempPath(), "livepose-paper");
        HeadDesign?[] designs = Arguments.Value(args, "--heads") is { } heads ? [.. heads.Split(',').Select(name => (HeadDesign?)HeadDesign.Parse(name))] : [null];
        bool seenOnly = args.Contains("--seen-only");
        AnnotatedFolder calibrated = new(calibration, seenOnly), held = new(test, seenOnly);
        IReadOnlyDictionary<long, TruePerson> bodies = held.Bodies();
        foreach (string network in networks)
        {
            foreach (HeadDesign? design in designs)
            {
                FrozenAnswers answers = FrozenAnswers.Extract(network, design, calibrated, held, cache);
                ConfidenceTables tables = new(answers, seeds, Console.Out);
                Write(answers, tables, Console.Out);
                if (bodies.Count > 0)
                {
                    new FitTable(answers, bodies, Console.Out).Write(tables.Heads);
                }

                Console.WriteLine();
                OcclusionTable.Write(answers, tables.Heads[0], held, cache, Console.Out);
                if (Arguments.Value(args, "--plots") is { } plots)
                {
                    PlotFile.Write(Path.Combine(plots, $"reliability-{answers.Name}.svg"), tables.ReliabilityFigure());
                }
            }
        }

        return 0;
    }

    private static void Write(FrozenAnswers answers, ConfidenceTables tables, TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n## {answers.Name}, head {answers.Model.Design}: calibrated on {answers.Calibration.People.Length} people, judged on {answers.Test.People.Length}\n"));
        foreach (Action table in new[] { tables.WriteForms, tables.WriteGains, tables.WriteAggregations, tables.WriteLosses })
        {
            table();
            output.WriteLine();
        }
    }
}
