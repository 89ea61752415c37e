using System.Security.Cryptography;
using LivePose.App.Models;
using LivePose.Pose.Onnx;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.EndToEnd.Tests.Models;

/// <summary>What is installed is what was published, or nothing is.</summary>
public sealed class InstallTests : IDisposable
{
    private readonly InstallFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task AGoodArchiveIsInstalledOnce()
    {
        Assert.True(await _fixture.InstallAsync());
        _fixture.HasOnlyTheNetwork();
        InstalledModel record = _fixture.Store.Installed()["tiny"];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Archives.Network)), record.Sha256);
        Assert.Equal(new Uri(_fixture.Server.Address, "tiny.zip").AbsoluteUri, record.Source);
        Assert.StartsWith("GET /sdk/tiny.zip ", Assert.Single(_fixture.Server.Requests), StringComparison.Ordinal);

        Assert.False(await _fixture.InstallAsync());
        Assert.Single(_fixture.Server.Requests);
        Assert.False(await _fixture.InstallAsync(offline: true));
    }

    [Fact]
    public async Task ThePublishedChecksumIsDemanded()
    {
        string right = Convert.ToHexStringLower(SHA256.HashData(Archives.Network)), wrong = new('0', 64);
        InvalidDataException fault = await Assert.ThrowsAsync<InvalidDataException>(() => _fixture.InstallAsync(InstallFixture.Tiny with { Sha256 = wrong }));
        Assert.All([wrong, right, "tiny.zip", "published", "nothing was installed"], word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
        Assert.Equal([".lock"], _fixture.Files());

        Assert.True(await _fixture.InstallAsync(InstallFixture.Tiny with { Sha256 = right }));
        _fixture.HasOnlyTheNetwork();
    }

    [Fact]
    public async Task AFirstInstallDecidesWhereNoChecksumIsPublished()
    {
        await _fixture.InstallAsync();
        File.Delete(_fixture.Network);
        Assert.Null(_fixture.Store.Find("tiny"));
        byte[] other = [.. Archives.Network, 0x12, 0x00]; // producer_name once more: still an ONNX file
        _fixture.Server.Content = Archives.Of(("end2end.onnx", other));
        InvalidDataException fault = await Assert.ThrowsAsync<InvalidDataException>(() => _fixture.InstallAsync());
        Assert.Contains("installed first", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_fixture.Network));

        _fixture.Server.Content = Archives.Good();
        Assert.True(await _fixture.InstallAsync());
        _fixture.HasOnlyTheNetwork();
    }

    [Fact]
    public async Task AChangedFileIsPutBack()
    {
        await _fixture.InstallAsync();
        await File.WriteAllTextAsync(_fixture.Network, "mine", TestContext.Current.CancellationToken);
        Assert.True(await _fixture.InstallAsync());
        _fixture.HasOnlyTheNetwork();
    }

    [Fact]
    public async Task OfflineNothingIsAsked()
    {
        IOException fault = await Assert.ThrowsAsync<IOException>(() => _fixture.InstallAsync(offline: true));
        Assert.Contains("LIVEPOSE_OFFLINE is set, so 'tiny' is not downloaded", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_fixture.Server.Requests);
        Assert.False(Directory.Exists(_fixture.Store.Folder));
    }

    [Fact]
    public async Task OnlyOneRunInstalls()
    {
        using (new ModelStore(_fixture.Store.Folder).Lock())
        {
            IOException fault = await Assert.ThrowsAsync<IOException>(() => _fixture.InstallAsync());
            Assert.Contains("Another run is installing", fault.Message, StringComparison.Ordinal);
        }

        Assert.True(await _fixture.InstallAsync());
    }

    /// <summary>/dev/full is a disk without space: the kernel's own answer, while downloading and while unpacking.</summary>
    [Theory]
    [InlineData("tiny.zip.part")]
    [InlineData("tiny.onnx.new")]
    public async Task AFullDiskIsSaidAndTheNextRunGoesOn(string file)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full.");
        Directory.CreateDirectory(_fixture.Store.Folder);
        string path = Path.Combine(_fixture.Store.Folder, file);
        File.CreateSymbolicLink(path, "/dev/full");
        IOException fault = await Assert.ThrowsAsync<IOException>(() => _fixture.InstallAsync());
        Assert.All([path, "the disk is full", "LIVEPOSE_MODELS"], word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
        Assert.False(File.Exists(_fixture.Network));

        File.Delete(path);
        Assert.True(await _fixture.InstallAsync());
        _fixture.HasOnlyTheNetwork();
    }

    /// <summary>/proc takes no folders, not even from root.</summary>
    [Fact]
    public async Task AFolderThatCannotBeWrittenIsSaid()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /proc.");
        using InstallFixture fixture = new(folder: "/proc/nowhere");
        IOException fault = await Assert.ThrowsAsync<IOException>(() => fixture.InstallAsync());
        Assert.All(["Cannot write '/proc/nowhere'", "set LIVEPOSE_MODELS"], word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
    }

    /// <summary>A real detector that leaves its size open: what the catalogue knows of it reaches the network, also where it contradicts what is inferred.</summary>
    [Fact]
    public async Task TheDescriptorIsInstalledToo()
    {
        byte[] detector = await File.ReadAllBytesAsync(SharedData.Path("models", "detectors", "rtmdet_nano_end2end.onnx"), TestContext.Current.CancellationToken);
        _fixture.Server.Content = Archives.Of(("a/b/end2end.onnx", detector));
        CatalogueModel yolox = ModelCatalogue.All.Single(model => model.Name == "yolox-tiny");
        await _fixture.InstallAsync(yolox with { Sha256 = null });
        ModelDescriptor found = ModelInspection.Inspect(_fixture.Store.Find("yolox-tiny")!, NullLogger.Instance).Descriptor;
        Assert.Equal((ModelKind.Detector, 416, 416, ColorOrder.Bgr, InputFit.LetterboxTopLeft), (found.Kind, found.Input.Width, found.Input.Height, found.Input.Color, found.Input.Fit));
        Assert.Equal([0f, 0, 0, 1, 1, 1], [.. found.Input.Mean, .. found.Input.Std]);
    }
}
