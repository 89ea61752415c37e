using System.CommandLine;
using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.App.Commands;

/// <summary><c>livepose fit</c>: fits bodies to saved 2D poses.</summary>
internal static class FitCommand
{
    private static readonly Argument<string> Poses = new("POSES.jsonl") { Description = "Poses that livepose wrote as JSON Lines." };

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "Folder for the results; made when absent.",
        HelpName = "DIR",
        Required = true,
    };

    private static readonly Option<string> Body = new("--body")
    {
        Description = "A body in SMPL's format, .npz or .pkl.",
        HelpName = "FILE",
        DefaultValueFactory = _ => BuiltInBody.Name,
    };

    private static readonly Option<string> Weights = new Option<string>("--weights")
    {
        Description = "How a keypoint's confidence becomes its weight; inverse-variance is right for calibrated confidences.",
        DefaultValueFactory = _ => "inverse-variance",
    }.AcceptOnlyFromAmong("constant", "confidence", "confidence2", "inverse-variance");

    private static readonly Option<double?> Focal = new("--focal")
    {
        Description = "Focal length in pixels; without it sqrt(width² + height²) is assumed.",
        HelpName = "PX",
    };

    private static readonly Option<string?> Prior = new("--prior")
    {
        Description = "A pose prior of your own, SMPLify's gmm_08.pkl or an .npz like it, in place of the built-in one.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> Live = new("--live")
    {
        Description = "Fit frame after frame as a live run does, with a covariance for every joint, instead of all frames together.",
    };

    private static readonly Option<string[]> Formats = new Option<string[]>("--formats")
    {
        Description = "Files to write for each person; joints.jsonl for all is always written.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["npz", "bvh", "trc", "glb"],
    }.AcceptOnlyFromAmong("npz", "bvh", "trc", "glb");

    public static Command Create()
    {
        Command command = new("fit", "Fit 3D bodies to saved 2D poses.") { Poses, Output, Body, Weights, Prior, Focal, Live, Formats };
        command.SetAction(parsed => new FitRun(
            parsed.GetRequiredValue(Poses),
            parsed.GetRequiredValue(Output),
            BodyModelReader.Open(parsed.GetRequiredValue(Body)),
            new FitOptions
            {
                Weighting = WeightingOf(parsed.GetRequiredValue(Weights)),
                PosePrior = parsed.GetValue(Prior) is { } file ? GaussianMixtureReader.Read(file) : null,
            },
            parsed.GetValue(Focal),
            parsed.GetValue(Live),
            parsed.GetRequiredValue(Formats),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).Execute());
        return command;
    }

    private static KeypointWeighting WeightingOf(string name) => name switch
    {
        "constant" => KeypointWeighting.Constant,
        "confidence" => KeypointWeighting.Confidence,
        "confidence2" => KeypointWeighting.ConfidenceSquared,
        _ => KeypointWeighting.InverseVariance,
    };
}
