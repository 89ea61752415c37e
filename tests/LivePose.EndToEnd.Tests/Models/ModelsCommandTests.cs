using LivePose.App;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Models;

/// <summary>The commands, as a user runs them, with a server on this machine.</summary>
public sealed class ModelsCommandTests(TinyNetworks networks) : IDisposable
{
    private const string Name = "rtmpose-l-384"; // the one without a published checksum

    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new(Archives.Good());

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task InstallListAndUse()
    {
        CliResult installed = await RunAsync("models", "install", Name, "--source", _server.Address.AbsoluteUri);
        Assert.Equal((ExitCode.Done, $"{Name}: installed, Apache-2.0: {_folder.File("models", Name + ".onnx")}\n"), (installed.Code, installed.Output));
        Assert.Contains("rtmpose-l_simcc-body7_pt-body7_420e-384x288-3f5a1437_20230504.zip", Assert.Single(_server.Requests), StringComparison.Ordinal);
        Assert.Contains("unchanged", (await RunAsync("models", "install", Name)).Output, StringComparison.Ordinal);

        CliResult listed = await RunAsync("models", "list", "--verify");
        Assert.Equal((ExitCode.Done, ""), (listed.Code, listed.Error));
        Assert.Contains(listed.Output.Split('\n'), line => line.StartsWith($"* {Name}", StringComparison.Ordinal) && line.Contains(" verified ", StringComparison.Ordinal));
        Assert.Contains(listed.Output.Split('\n'), line => line.StartsWith("  rtmpose-m ", StringComparison.Ordinal) && line.Contains("available    50.8  Apache-2.0", StringComparison.Ordinal));

        CliResult run = await RunAsync(
            "video", Pictures.Write(_folder.File("one.bmp")), "-o", _folder.File("out"), "--formats", "jsonl", "--detector", networks.Detector, "--threads", "2");
        Assert.True(run.Code == ExitCode.Done, run.Error);
        Assert.Contains($"pose network: {Name}, the best installed", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(PoseLog.Read(_folder.File("out", "one.poses.jsonl")).Lines).People.Count);
    }

    [Fact]
    public async Task VerifyFindsAChange()
    {
        await RunAsync("models", "install", Name, "--source", _server.Address.AbsoluteUri);
        await File.AppendAllTextAsync(_folder.File("models", Name + ".onnx"), "x", TestContext.Current.CancellationToken);
        CliResult listed = await RunAsync("models", "list", "--verify");
        Assert.Equal(ExitCode.Failed, listed.Code);
        Assert.Contains($"livepose models install {Name}", Assert.Single(listed.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherNetworkUnderAKnownNameIsRefused() =>
        (await RunAsync("models", "install", "rtmpose-m", "--source", _server.Address.AbsoluteUri))
            .IsOneSentence(ExitCode.Failed, "wrong checksum", "5c0a4bf67953e6d2ac43ce15e77dc9d5d354ae18430a47d2c5963a7bc5683e3c");

    [Fact]
    public async Task OfflineIsRespected()
    {
        using ChildRun run = ChildRun.StartProgram(
            ChildRun.Executable, ["models", "install", Name, "--source", _server.Address.AbsoluteUri], ("LIVEPOSE_MODELS", _folder.File("models")), ("LIVEPOSE_OFFLINE", "1"));
        (await run.EndAsync()).IsOneSentence(ExitCode.Failed, "LIVEPOSE_OFFLINE");
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task WhatIsNotInstalledIsSaid() =>
        (await RunAsync("live", "--source", Pictures.Write(_folder.File("one.bmp")), "--pose", "rtmpose-s")).IsOneSentence(ExitCode.Failed, "livepose models install rtmpose-s");

    private async Task<CliResult> RunAsync(params string[] arguments)
    {
        using ChildRun run = ChildRun.StartProgram(ChildRun.Executable, arguments, ("LIVEPOSE_MODELS", _folder.File("models")), ("LIVEPOSE_OFFLINE", ""));
        return await run.EndAsync();
    }
}
