using System.CommandLine;
using LivePose.App.Bodies;

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

    private static readonly Option<bool> Live = new("--live")
    {
        Description = "Fit frame after frame as a live run does, instead of all frames together.",
    };

    private static readonly Option<string[]> Formats = new Option<string[]>("--formats")
    {
        Description = "Files to write for each person; joints.jsonl for all is always written.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [.. PersonFiles.Formats],
    }.AcceptOnlyFromAmong([.. PersonFiles.Formats]);

    public static Command Create()
    {
        Command command = new("fit", "Fit 3D bodies to saved 2D poses.") { Poses, Output, Live, Formats };
        FittingOptions.AddTo(command);
        command.SetAction(parsed => new FitRun(
            parsed.GetRequiredValue(Poses),
            parsed.GetRequiredValue(Output),
            FittingOptions.Read(parsed) with { Formats = [.. parsed.GetRequiredValue(Formats).Distinct()] },
            parsed.GetValue(Live),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).Execute());
        return command;
    }
}
