using System.CommandLine;
using System.Globalization;
using LivePose.App.Models;
using LivePose.Pose.Onnx;

namespace LivePose.App.Commands;

/// <summary><c>livepose models list</c>: what is built in, what is installed, and what can be.</summary>
internal static class ModelsListCommand
{
    private static readonly Option<bool> Verify = new("--verify")
    {
        Description = "Read every installed file and compare its checksum with the one recorded at the install.",
    };

    public static Command Create()
    {
        Command command = new("list", "Show the networks that are built in, installed and available, with size and licence.") { Verify };
        command.SetAction(result => Run(
            ModelStore.OfThisUser, ModelChoice.OfThisUser, result.GetValue(Verify), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    internal static int Run(ModelStore store, ModelChoice choice, bool verify, TextWriter output, TextWriter error)
    {
        IReadOnlyDictionary<string, InstalledModel> installed = store.Installed();
        string[] changed = verify ? [.. installed.Keys.Where(name => !store.IsUnchanged(name))] : [];
        output.WriteLine(Row(' ', "name", "state", "MB", "licence", "AP, percent", "what it is"));
        foreach (ModelKind kind in new[] { ModelKind.Pose, ModelKind.Detector })
        {
            string? best = choice.Best(kind);
            FileInfo builtIn = new(choice.BuiltInPath(kind));
            string what = kind == ModelKind.Pose ? "LivePose's own pose network" : "LivePose's own person detector";
            output.WriteLine(Row(
                Mark(ModelChoice.BuiltIn), ModelChoice.BuiltIn, builtIn.Exists ? "built in" : "not here", builtIn.Exists ? Megabytes(builtIn.Length) : "", "MIT", "", what));
            foreach (CatalogueModel model in choice.Catalogue.Where(model => model.Kind == kind))
            {
                bool here = installed.TryGetValue(model.Name, out InstalledModel? record);
                string state = !here ? "available" : changed.Contains(model.Name) ? "CHANGED" : verify ? "verified" : "installed";
                output.WriteLine(Row(
                    Mark(model.Name), model.Name, state, here ? Megabytes(record!.Bytes) : model.Megabytes, model.Licence, model.Accuracy, model.About));
            }

            char Mark(string name) => name == best ? '*' : ' ';
        }

        output.WriteLine($"* is what 'auto' takes. Installed networks are in {store.Folder}; 'livepose models install NAME' adds one.");
        if (changed.Length > 0)
        {
            error.WriteLine($"livepose: Changed since they were installed: {string.Join(", ", changed)}; put them back with 'livepose models install {string.Join(' ', changed)}'.");
        }

        return changed.Length > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static string Row(char mark, string name, string state, string megabytes, string licence, string accuracy, string about) =>
        $"{mark} {name,-14} {state,-10} {megabytes,6}  {licence,-11} {accuracy,-17} {about}".TrimEnd();

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture);
}
