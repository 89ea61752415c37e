using System.CommandLine;
using LivePose.Pose.Onnx;
using Microsoft.Extensions.Logging;

namespace LivePose.App.Commands;

/// <summary><c>livepose models</c>: <c>inspect FILE</c> says what was inferred of a network, and why; <c>list</c> and <c>install</c> keep public ones.</summary>
internal static class ModelsCommand
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "An ONNX network." };

    public static Command Create()
    {
        Command inspect = new("inspect", "Print what a network takes and gives, what was inferred of it, and why.") { File };
        inspect.SetAction(result =>
        {
            using ILoggerFactory logs = Logs.Create(LogLevel.Warning);
            ModelInspection inspection = ModelInspection.Inspect(result.GetValue(File)!.FullName, logs.CreateLogger("models"));
            ModelReport.Write(inspection, result.InvocationConfiguration.Output);
            return ExitCode.Done;
        });
        return new Command("models", "Look at networks, list and install them.") { inspect, ModelsListCommand.Create(), ModelsInstallCommand.Create() };
    }
}
