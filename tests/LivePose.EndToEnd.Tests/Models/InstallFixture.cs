using LivePose.App.Models;
using LivePose.Pose.Onnx;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Models;

/// <summary>An empty store and a server with the archive of a small network.</summary>
internal sealed class InstallFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client;

    public InstallFixture(byte[]? archive = null, string? folder = null)
    {
        Server = new LoopbackServer(archive ?? Archives.Good());
        Store = new ModelStore(folder ?? _folder.File("cache", "models"));
        _client = ResumableDownload.CreateClient(Server.Address);
    }

    public LoopbackServer Server { get; }

    public ModelStore Store { get; }

    public DownloadProgress Progress { get; } = new("tiny", TimeProvider.System);

    /// <summary>The network, without a published checksum.</summary>
    public static CatalogueModel Tiny { get; } = new("tiny", ModelKind.Pose, "tiny.zip", "", "", "") { Descriptor = """{ "refine": "none" }""" };

    public string Part => Path.Combine(Store.Folder, "tiny.zip.part");

    public string Network => Store.PathOf("tiny");

    public Task<bool> InstallAsync(CatalogueModel? model = null, bool offline = false, Uri? source = null, TimeSpan? patience = null, CancellationToken? stop = null) =>
        new ModelInstaller(Store, source ?? Server.Address, new ResumableDownload(_client, patience ?? TimeSpan.FromSeconds(20)), offline)
            .InstallAsync(model ?? Tiny, Progress, stop ?? TestContext.Current.CancellationToken);

    /// <summary>Names of the files in the store.</summary>
    public string[] Files() => [.. Directory.GetFiles(Store.Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>The installed network is the one that the server has, and nothing else is left.</summary>
    public void HasOnlyTheNetwork()
    {
        Assert.Equal([".lock", "installed.json", "tiny.livepose.json", "tiny.onnx"], Files());
        Assert.Equal(Archives.Network, File.ReadAllBytes(Network));
        Assert.Equal(Network, Store.Find("tiny"));
        Assert.True(Store.IsUnchanged("tiny"));
    }

    public void Dispose()
    {
        _client.Dispose();
        Server.Dispose();
        _folder.Dispose();
    }
}
