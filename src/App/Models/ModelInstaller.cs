using LivePose.Pose.Onnx;

namespace LivePose.App.Models;

/// <summary>Brings networks of the catalogue into the store.</summary>
/// <param name="store">Where they go.</param>
/// <param name="source">Address of the folder with the archives; ends with a slash.</param>
/// <param name="download">Brings the archives.</param>
/// <param name="offline">Refuse to use the network.</param>
internal sealed class ModelInstaller(ModelStore store, Uri source, ResumableDownload download, bool offline)
{
    /// <summary>Environment variable that forbids every download; any value but 0 does.</summary>
    public const string OfflineVariable = "LIVEPOSE_OFFLINE";

    /// <summary>Whether this user's settings forbid downloads.</summary>
    public static bool IsOffline => Environment.GetEnvironmentVariable(OfflineVariable) is { Length: > 0 } value && value != "0";

    /// <summary>Installs a network; one that is there and unchanged is left alone.</summary>
    /// <param name="model">What to install.</param>
    /// <param name="progress">Follows the download.</param>
    /// <param name="stop">Ends it; what has come stays for the next run.</param>
    /// <returns>True when it was installed, false when it was there.</returns>
    /// <exception cref="IOException">It could not be brought or written.</exception>
    /// <exception cref="InvalidDataException">What came is not the network.</exception>
    public async Task<bool> InstallAsync(CatalogueModel model, DownloadProgress progress, CancellationToken stop)
    {
        if (store.IsUnchanged(model.Name))
        {
            return false;
        }

        if (offline)
        {
            throw new IOException($"{OfflineVariable} is set, so '{model.Name}' is not downloaded; unset it, or give a network that is on this machine with --pose FILE or --detector FILE.");
        }

        using FileStream turn = store.Lock();
        Uri address = model.AddressAt(source);
        string part = Path.Combine(store.Folder, model.Name + ".zip.part"), fresh = store.PathOf(model.Name) + ".new";
        await download.FetchAsync(model.Name, address, part, progress, stop).ConfigureAwait(false);
        try
        {
            string sha256 = ModelArchive.Unpack(part, model.Name, fresh);
            Check(model, sha256, address);
            OnnxGraph.Parse(File.ReadAllBytes(fresh), $"{model.Archive}/{ModelArchive.Member}");
            store.Adopt(model, fresh, sha256, address);
        }
        catch (InvalidDataException)
        {
            // What came is of no use; the next run must not go on from it.
            ResumableDownload.Forget(part);
            throw;
        }
        finally
        {
            File.Delete(fresh);
        }

        ResumableDownload.Forget(part);
        return true;
    }

    private void Check(CatalogueModel model, string sha256, Uri address)
    {
        (string? expected, string origin) = model.Sha256 is { } published ? (published, "the one that was published") : (store.RecordedSha256(model.Name), "the one that was installed first");
        if (expected is not null && sha256 != expected)
        {
            throw new InvalidDataException(
                $"The network from {address} has the wrong checksum, so nothing was installed: its SHA-256 is {sha256}, that of {origin} is {expected}; try again, and if it stays so, do not trust its source.");
        }
    }
}
