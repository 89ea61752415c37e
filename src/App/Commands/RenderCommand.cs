using System.CommandLine;
using LivePose.App.Bodies;
using LivePose.App.Drawing;

namespace LivePose.App.Commands;

/// <summary><c>livepose render</c>: draws one frame of saved poses as a picture.</summary>
internal static class RenderCommand
{
    private static readonly Argument<string> Poses = new("POSES.jsonl") { Description = "Poses that livepose wrote as JSON Lines." };

    private static readonly Option<long> Frame = new("--frame")
    {
        Description = "Index of the frame in its source, from 0.",
        HelpName = "N",
        Required = true,
    };

    private static readonly Option<FileInfo> Output = new("--output", "-o")
    {
        Description = "Image to write, .png or .jpg.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string?> Video = new("--video")
    {
        Description = "The video or the images that the poses were found in, as background.",
        HelpName = "SOURCE",
    };

    private static readonly Option<string> Layout = new Option<string>("--layout")
    {
        Description = "What the picture shows; views of bodies need --fit.",
        DefaultValueFactory = _ => SceneLayout.Overlay.Name,
    }.AcceptOnlyFromAmong([.. SceneLayout.All.Select(layout => layout.Name)]);

    public static Command Create()
    {
        Command command = new("render", "Draw one frame of saved poses, with bodies, as a picture.") { Poses, Frame, Output, Video, Layout, FittingOptions.Fit };
        FittingOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            FittingSettings? fitting = FittingOptions.ReadSwitched(parsed);
            new RenderRun(
                parsed.GetRequiredValue(Poses),
                parsed.GetRequiredValue(Frame),
                parsed.GetRequiredValue(Output).FullName,
                SceneLayout.Find(parsed.GetRequiredValue(Layout))!,
                parsed.GetValue(Video),
                fitting).Execute();
        });
        return command;
    }
}
