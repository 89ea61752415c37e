using LivePose.App.Models;

namespace LivePose.EndToEnd.Tests.Models;

/// <summary>The folder of installed networks, after the install.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly InstallFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("/own", null, null, "/own")]
    [InlineData("/own", "/xdg", "/local", "/own")]
    [InlineData(null, "/xdg", null, "/xdg/livepose/models")]
    [InlineData(null, "relative", null, "/home/me/.cache/livepose/models")]
    [InlineData("", "", null, "/home/me/.cache/livepose/models")]
    [InlineData(null, null, "/local", "/local/livepose/models")]
    public void TheFolderFollowsTheSystem(string? own, string? xdg, string? local, string folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Paths of Linux.");
        Assert.Equal(folder, ModelStore.FolderOf(name => name == "XDG_CACHE_HOME" ? xdg : own, "/home/me", local));
    }

    [Fact]
    public async Task AFileThatWasOnlyTouchedIsTheSame()
    {
        await _fixture.InstallAsync();
        File.SetLastWriteTimeUtc(_fixture.Network, DateTime.UtcNow.AddDays(1));
        Assert.Equal(_fixture.Network, _fixture.Store.Find("tiny"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AChangedFileIsRefused(bool sameLength)
    {
        await _fixture.InstallAsync();
        byte[] bytes = await File.ReadAllBytesAsync(_fixture.Network, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(_fixture.Network, sameLength ? bytes : bytes[..^1], TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(_fixture.Network, DateTime.UtcNow.AddDays(1));
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => _fixture.Store.Find("tiny"));
        Assert.All([_fixture.Network, "livepose models install tiny"], word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
        Assert.False(_fixture.Store.IsUnchanged("tiny"));
    }

    /// <summary>The price of a cheap check: a change that keeps size and time is found only by reading the file.</summary>
    [Fact]
    public async Task AChangeInSecretIsFoundByVerifying()
    {
        await _fixture.InstallAsync();
        DateTime written = File.GetLastWriteTimeUtc(_fixture.Network);
        byte[] bytes = await File.ReadAllBytesAsync(_fixture.Network, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(_fixture.Network, bytes, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(_fixture.Network, written);
        Assert.NotNull(_fixture.Store.Find("tiny"));
        Assert.False(_fixture.Store.IsUnchanged("tiny"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"format":"livepose.models/2","models":{}}""")]
    [InlineData("""{"format":"livepose.models/1"}""")]
    [InlineData("""{"format":"livepose.models/1","models":{"tiny":{}}}""")]
    public async Task ADamagedListIsSaid(string text)
    {
        await _fixture.InstallAsync();
        string list = Path.Combine(_fixture.Store.Folder, "installed.json");
        await File.WriteAllTextAsync(list, text, TestContext.Current.CancellationToken);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => _fixture.Store.Find("tiny"));
        Assert.All([list, "delete it"], word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void NothingIsInstalledInAFolderThatIsNotThere()
    {
        Assert.Empty(_fixture.Store.Installed());
        Assert.Null(_fixture.Store.Find("tiny"));
        Assert.False(Directory.Exists(_fixture.Store.Folder));
    }
}
