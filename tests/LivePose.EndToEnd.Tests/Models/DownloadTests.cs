using System.Net;
using CsCheck;

namespace LivePose.EndToEnd.Tests.Models;

/// <summary>The network between: it breaks, and the next run goes on.</summary>
public sealed class DownloadTests : IDisposable
{
    private const int Filler = 200_000;

    private readonly InstallFixture _fixture = new(Archives.Good(Filler));

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task ACutDownloadGoesOn()
    {
        _fixture.Server.CutAfter = 70_000;
        IOException fault = await Assert.ThrowsAsync<IOException>(() => _fixture.InstallAsync());
        Assert.All(["'tiny'", "0.1 of 0.2 MB", "run 'livepose models install tiny' again"], word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
        Assert.Equal(70_000, new FileInfo(_fixture.Part).Length);
        Assert.False(File.Exists(_fixture.Network));

        _fixture.Server.CutAfter = int.MaxValue;
        Assert.True(await _fixture.InstallAsync());
        string second = _fixture.Server.Requests[1];
        Assert.Equal(("bytes=70000-", "\"v1\""), (LoopbackServer.Field(second, "Range"), LoopbackServer.Field(second, "If-Range")));
        _fixture.HasOnlyTheNetwork();
    }

    /// <summary>However often and wherever it is cut, the file is whole in the end, and no byte of it is brought twice.</summary>
    [Fact]
    public void AnyCutsGiveTheSameFile() => Gen.Int[0, 60_000].Array[1, 6].Sample(
        cuts =>
        {
            using InstallFixture fixture = new(Archives.Good(Filler));
            int before = 0;
            foreach (int cut in cuts)
            {
                if (before + cut >= fixture.Server.Content.Length)
                {
                    break;
                }

                fixture.Server.CutAfter = cut;
                Assert.Throws<IOException>(() => fixture.InstallAsync().GetAwaiter().GetResult());
                before += cut;
                Assert.Equal(before, new FileInfo(fixture.Part).Length);
            }

            fixture.Server.CutAfter = int.MaxValue;
            Assert.True(fixture.InstallAsync().GetAwaiter().GetResult());
            fixture.HasOnlyTheNetwork();
        },
        iter: 8,
        threads: 1);

    [Fact]
    public async Task AFileThatWasReplacedMeanwhileIsBroughtWhole()
    {
        await CutAsync();
        _fixture.Server.Version = "ETag: \"v2\"";
        _fixture.Server.Content = Archives.Good(Filler, seed: 8);
        Assert.True(await _fixture.InstallAsync());
        Assert.Equal(_fixture.Server.Content.Length, _fixture.Progress.Received);
        _fixture.HasOnlyTheNetwork();
    }

    [Fact]
    public async Task AServerWithoutRangesIsUnderstood()
    {
        await CutAsync();
        _fixture.Server.IgnoresRanges = true;
        Assert.True(await _fixture.InstallAsync());
        Assert.NotNull(LoopbackServer.Field(_fixture.Server.Requests[1], "Range"));
        _fixture.HasOnlyTheNetwork();
    }

    [Fact]
    public async Task TheWrongPartOfTheFileIsRefused()
    {
        await CutAsync();
        _fixture.Server.RangeError = 1;
        IOException fault = await Assert.ThrowsAsync<IOException>(() => _fixture.InstallAsync());
        Assert.Contains("answered 206", fault.Message, StringComparison.Ordinal);
        Assert.True(await _fixture.InstallAsync());
        _fixture.HasOnlyTheNetwork();
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("ETag: W/\"weak\"", null)]
    [InlineData("Last-Modified: Thu, 31 Aug 2023 06:30:15 GMT", "Thu, 31 Aug 2023 06:30:15 GMT")]
    public async Task OnlyAVersionThatIsCertainIsGoneOnWith(string version, string? ifRange)
    {
        _fixture.Server.Version = version;
        await CutAsync();
        Assert.True(await _fixture.InstallAsync());
        Assert.Equal(ifRange, LoopbackServer.Field(_fixture.Server.Requests[1], "If-Range"));
        Assert.Equal(ifRange is null, LoopbackServer.Field(_fixture.Server.Requests[1], "Range") is null);
        _fixture.HasOnlyTheNetwork();
    }

    /// <summary>Every byte came, but the run ended before the archive was unpacked.</summary>
    [Fact]
    public async Task AWholePartIsNotBroughtAgain()
    {
        string inTheWay = Directory.CreateDirectory(Path.Combine(_fixture.Store.Folder, "tiny.onnx.new")).FullName;
        await Assert.ThrowsAnyAsync<Exception>(() => _fixture.InstallAsync());
        Assert.Equal(_fixture.Server.Content.Length, new FileInfo(_fixture.Part).Length);
        Directory.Delete(inTheWay);
        _fixture.Server.CutAfter = 0;
        Assert.True(await _fixture.InstallAsync());
        _fixture.HasOnlyTheNetwork();
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "(404)", "the release was moved")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "503", "try again later")]
    [InlineData(HttpStatusCode.Forbidden, "403", "mirror")]
    public async Task AnErrorOfTheServerIsSaid(HttpStatusCode status, params string[] words)
    {
        await CutAsync();
        _fixture.Server.Status = status;
        IOException fault = await Assert.ThrowsAsync<IOException>(() => _fixture.InstallAsync());
        Assert.All([.. words, $"{_fixture.Server.Address}tiny.zip"], word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
        _fixture.Server.Status = null;
        Assert.True(await _fixture.InstallAsync());
        _fixture.HasOnlyTheNetwork();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task ASilentServerIsLeft(int after)
    {
        _fixture.Server.SilentAfter = after;
        IOException fault = await Assert.ThrowsAsync<IOException>(() => _fixture.InstallAsync(patience: TimeSpan.FromSeconds(0.3)));
        Assert.Contains("nothing came for 0.3 s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoServerIsSaid()
    {
        using System.Net.Sockets.TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        int port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        IOException fault = await Assert.ThrowsAsync<IOException>(() => _fixture.InstallAsync(source: new Uri($"http://127.0.0.1:{port}/")));
        Assert.All([$"no connection to '127.0.0.1:{port}'", "firewall", "--source"], word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnUnknownNameIsSaid()
    {
        IOException fault = await Assert.ThrowsAsync<IOException>(() => _fixture.InstallAsync(source: new Uri("http://livepose.invalid/")));
        Assert.All(["'livepose.invalid' cannot be resolved", "connect this machine"], word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnInterruptKeepsWhatHasCome()
    {
        _fixture.Server.SilentAfter = 50_000;
        using CancellationTokenSource stop = new();
        Task<bool> run = _fixture.InstallAsync(stop: stop.Token);
        while (_fixture.Progress.Received < 50_000)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(50_000, new FileInfo(_fixture.Part).Length);
        Assert.Contains("0.1 of 0.2 MB", _fixture.Progress.Line(), StringComparison.Ordinal);
    }

    private async Task CutAsync()
    {
        _fixture.Server.CutAfter = 70_000;
        await Assert.ThrowsAsync<IOException>(() => _fixture.InstallAsync());
        _fixture.Server.CutAfter = int.MaxValue;
    }
}
