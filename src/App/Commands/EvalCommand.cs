using System.CommandLine;
using LivePose.App.Models;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Evaluate;
using LivePose.Pose.Onnx;

namespace LivePose.App.Commands;

/// <summary><c>livepose eval</c>: how accurate poses are, and how well their scores say so.</summary>
internal static class EvalCommand
{
    private const string AllForms = "all", DefaultKeypoint = "left_wrist";

    private static readonly Option<string> Annotations = new("--annotations")
    {
        Description = "Ground truth: COCO keypoints, COCO-WholeBody, CrowdPose or MPII, as JSON; the kind is told from the content.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string?> Results = new("--results")
    {
        Description = "Detected poses in COCO's results format; or let --model make them.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Model = new("--model")
    {
        Description = "Pose network to run on the boxes of the annotated people: an ONNX file, a name of 'livepose models list', built-in or auto; needs --images.",
        HelpName = "FILE|NAME",
    };

    private static readonly Option<string?> Images = new("--images")
    {
        Description = "Folder of the annotated images, for --model.",
        HelpName = "FOLDER",
    };

    private static readonly Option<bool> Parts = new("--parts")
    {
        Description = "Evaluate each part too: body, foot, face, hands, whole body.",
    };

    private static readonly Option<bool> PerImage = new("--per-image")
    {
        Description = "Show the mean OKS of every image too.",
    };

    private static readonly Option<string?> Forms = new("--forms")
    {
        Description = $"Compare confidence forms on the same poses: '{AllForms}', or names with commas, each as FORM or FORM:RULE. "
            + $"Forms: {string.Join(", ", ConfidenceForms.All.Select(form => form.Name))}. Rules: {string.Join(", ", InstanceScore.All.Select(rule => rule.Name))}.",
        HelpName = "A,B,C",
    };

    private static readonly Option<string> Spread = new Option<string>("--spread")
    {
        Description = "What 'spread' in the results file is: the width of a heatmap's blob, or a regressed sigma.",
        DefaultValueFactory = _ => "blob",
    }.AcceptOnlyFromAmong("blob", "sigma");

    private static readonly Option<string?> Occlusion = new("--occlusion")
    {
        Description = $"Cover this keypoint with a growing blur and report OKS and score together; {DefaultKeypoint} when not named. Needs --model.",
        HelpName = "KEYPOINT",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "CPU threads for the network; default: all cores.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
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
            Annotations, Results, Model, Images, Parts, PerImage, Forms, Spread, Occlusion, Threads, Json, Html,
        };
        command.SetAction((parsed, cancel) => Task.Run(
            () =>
            {
                new Evaluation(Read(parsed), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error).Run(cancel);
                return ExitCode.Done;
            },
            cancel));
        return command;
    }

    private static EvalSettings Read(ParseResult parsed)
    {
        EvalSettings settings = new()
        {
            Annotations = parsed.GetRequiredValue(Annotations),
            Results = parsed.GetValue(Results),
            Model = parsed.GetValue(Model) is { } asked ? ModelChoice.OfThisUser.Require(ModelKind.Pose, asked).Path : null,
            Images = parsed.GetValue(Images),
            Parts = parsed.GetValue(Parts),
            PerImage = parsed.GetValue(PerImage),
            Forms = ReadForms(parsed.GetValue(Forms)),
            Spread = parsed.GetValue(Spread) == "sigma" ? ModelDecoder.Likelihood : ModelDecoder.Heatmap,
            Occlusion = parsed.GetResult(Occlusion) is null ? null : parsed.GetValue(Occlusion) ?? DefaultKeypoint,
            Threads = parsed.GetValue(Threads),
            Json = parsed.GetValue(Json),
            Html = parsed.GetValue(Html),
        };
        return settings switch
        {
            { Results: null, Model: null } => throw new UsageException("Give the poses: --results FILE, or --model FILE with --images FOLDER."),
            { Results: not null, Model: not null } => throw new UsageException("--results and --model are two sources of poses; leave one of them out."),
            { Model: not null, Images: null } => throw new UsageException("--model needs the pictures; add --images FOLDER."),
            { Occlusion: not null, Model: null } => throw new UsageException("--occlusion covers keypoints in pictures; add --model FILE and --images FOLDER."),
            { Threads: < 1 or > 256 } => throw new UsageException($"--threads {settings.Threads} is outside 1 to 256."),
            _ => settings,
        };
    }

    private static IReadOnlyList<FormChoice>? ReadForms(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return text == AllForms ? [] : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(FormChoice.Parse)];
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--forms: {e.Message}");
        }
    }
}
