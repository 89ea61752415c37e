using System.CommandLine;
using LivePose.App.Reports;
using LivePose.Pose.Evaluate;

namespace LivePose.App.Commands;

/// <summary><c>livepose eval</c>: how accurate poses are, and how well their scores say so.</summary>
internal static class EvalCommand
{
    private static readonly Option<string> Annotations = new("--annotations")
    {
        Description = "Ground truth: COCO keypoints, COCO-WholeBody, CrowdPose or MPII, as JSON; the kind is told from the content.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string> Results = new("--results")
    {
        Description = "Detected poses in COCO's results format.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<bool> Parts = new("--parts")
    {
        Description = "Evaluate each part too: body, foot, face, hands, whole body.",
    };

    private static readonly Option<string?> Json = new("--json")
    {
        Description = "Write every number at full precision to this file.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Html = new("--html")
    {
        Description = "Write a page with plots and tables to this file.",
        HelpName = "FILE",
    };

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        Command command = new("eval", "Measure accuracy (AP, AR, PCKh) and calibration (AUSE, ECE, correlation) of poses against annotations.")
        {
            Annotations, Results, Parts, Json, Html,
        };
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        GroundTruth truth = GroundTruthReader.Read(parsed.GetRequiredValue(Annotations));
        PoseResults results = PoseResultsReader.Read(parsed.GetRequiredValue(Results), truth);
        EvaluationOutcome outcome = EvaluationOutcome.Of(truth, results, parsed.GetValue(Parts));
        EvaluationTables.Write(outcome, parsed.InvocationConfiguration.Output);
        if (parsed.GetValue(Json) is string json)
        {
            EvaluationJson.Write(outcome, json);
        }

        if (parsed.GetValue(Html) is string html)
        {
            EvaluationPage.Write(outcome, html);
        }

        return ExitCode.Done;
    }
}
