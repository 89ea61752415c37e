using System.CommandLine;
using LivePose.App.Models;
using LivePose.App.Progress;

namespace LivePose.App.Commands;

/// <summary><c>livepose models install NAME…</c>: downloads networks of the catalogue.</summary>
internal static class ModelsInstallCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Argument<string[]> Names = new("NAME")
    {
        Description = "Networks by the names that 'livepose models list' shows.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Source = new("--source")
    {
        Description = "Address of a folder with the same archives, for a mirror.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => ModelCatalogue.Source.AbsoluteUri,
    };

    public static Command Create()
    {
        Command command = new("install", "Download networks, check them and keep them for --pose and --detector.") { Names, Source };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        CatalogueModel[] models = [.. result.GetValue(Names)!.Distinct().Select(Known)];
        Uri source = ParseSource(result.GetValue(Source)!);
        TextWriter output = result.InvocationConfiguration.Output, error = result.InvocationConfiguration.Error;
        ModelStore store = ModelStore.OfThisUser;
        using HttpClient client = ResumableDownload.CreateClient(source);
        ModelInstaller installer = new(store, source, new ResumableDownload(client, Patience), ModelInstaller.IsOffline);
        foreach (CatalogueModel model in models)
        {
            DownloadProgress progress = new(model.Name, TimeProvider.System);
            Task<bool> run = installer.InstallAsync(model, progress, stop);
            await StatusLine.ShowAsync(run, progress.Line, error, TimeProvider.System).ConfigureAwait(false);
            string what = await run.ConfigureAwait(false) ? $"installed, {model.Licence}" : "was installed, and is unchanged";
            await output.WriteLineAsync($"{model.Name}: {what}: {store.PathOf(model.Name)}").ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private static CatalogueModel Known(string name) => ModelCatalogue.All.FirstOrDefault(model => model.Name == name)
        ?? throw new UsageException($"There is no network named '{name}'; known are {string.Join(", ", ModelCatalogue.All.Select(model => model.Name))}.");

    private static Uri ParseSource(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : throw new UsageException($"--source '{text}' is not the address of a web server, as https://example.org/models/ is.");
}
