using System.Diagnostics;
using LivePose.App;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Drawing;

/// <summary><c>livepose live</c> in a real window on a display in memory, as a user would use it.</summary>
[Trait("Category", "Slow")]
public sealed class LiveWindowTests(TinyNetworks networks) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);

    private readonly TemporaryFolder _folder = new();

    private string Json => _folder.File("out", "live.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task KeysWork_AndClosingTheWindowEndsTheRunWithCompleteFiles()
    {
        using XServer server = new();
        using ChildRun run = Start(server);
        nint window = await WindowAsync(server, run);
        await PoseLog.WaitAsync(Json, 5, () => run.HasExited);
        server.PressKey(window, "3");
        server.PressKey(window, "s");
        string still = _folder.File("out", "clip-1.png"), film = _folder.File("out", "clip-1.mp4");
        await UntilAsync(() => File.Exists(still) && new FileInfo(still).Length > 1000, run, "screenshot");
        server.PressKey(window, "r");
        await UntilAsync(() => File.Exists(film) && new FileInfo(film).Length > 0, run, "recording");
        int lines = PoseLog.LinesSoFar(Json);
        await PoseLog.WaitAsync(Json, lines + 200, () => run.HasExited);
        server.PressKey(window, "r");
        server.Resize(window, 400, 300);
        server.PressKey(window, "space");
        server.PressKey(window, "slash");
        lines = PoseLog.LinesSoFar(Json);
        await PoseLog.WaitAsync(Json, lines + 20, () => run.HasExited); // the pipeline does not stand still with the picture
        server.AskToClose(window);
        CliResult result = await run.EndAsync();
        Assert.True(result.Code == ExitCode.Done, result.Error);
        Assert.Matches(@"; on screen \d+ frames, age p50 \d+\.\d ms, p99 \d+\.\d ms", result.Output);
        Assert.Contains($"clip.mp4: {PoseLog.Read(Json).Lines.Count} frames, ", result.Output, StringComparison.Ordinal);
        Assert.True(Ffmpeg.Frames(film) > 1, "the recording holds no film");
    }

    [Fact]
    public async Task EscapeQuits_AndARecordingThatRunsIsComplete()
    {
        using XServer server = new();
        using ChildRun run = Start(server, "--no-smoothing");
        nint window = await WindowAsync(server, run);
        await PoseLog.WaitAsync(Json, 5, () => run.HasExited);
        server.PressKey(window, "r");
        string film = _folder.File("out", "clip-1.mp4");
        await UntilAsync(() => File.Exists(film), run, "recording");
        int lines = PoseLog.LinesSoFar(Json);
        await PoseLog.WaitAsync(Json, lines + 100, () => run.HasExited);
        server.PressKey(window, "Escape");
        CliResult result = await run.EndAsync();
        Assert.True(result.Code == ExitCode.Done, result.Error);
        Assert.NotEmpty(PoseLog.Read(Json).Lines);
        Assert.True(Ffmpeg.Frames(film) > 0, "the recording holds no film");
    }

    [Fact]
    public async Task WithoutADisplayAWindowThatWasAskedForIsRefused_AndElseThereIsNone()
    {
        string clip = Ffmpeg.Pattern(_folder.File("clip.mp4"), 5);
        string[] common = ["live", "--source", clip, "--json", Json, .. networks.Options];
        Directory.CreateDirectory(_folder.File("out"));
        using ChildRun refused = ChildRun.StartProgram("env", ["-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", ChildRun.Executable, .. common, "--window"]);
        (await refused.EndAsync()).IsOneSentence(ExitCode.Failed, "xvfb");
        using ChildRun without = ChildRun.StartProgram("env", ["-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", ChildRun.Executable, .. common]);
        CliResult result = await without.EndAsync();
        Assert.True(result.Code == ExitCode.Done, result.Error);
        Assert.Contains("No window is shown, because there is no display", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("on screen", result.Output, StringComparison.Ordinal);
    }

    private static async Task<nint> WindowAsync(XServer server, ChildRun run)
    {
        await UntilAsync(() => server.FindWindow("LivePose") != 0, run, "window");
        return server.FindWindow("LivePose");
    }

    private static async Task UntilAsync(Func<bool> condition, ChildRun run, string what)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.False(run.HasExited, $"The run ended before there was a {what}: {(run.HasExited ? (await run.EndAsync()).Error : "")}");
            Assert.True(clock.Elapsed < Patience, $"There is no {what}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A clip that lasts until the user has had enough.</summary>
    private ChildRun Start(XServer server, params string[] options)
    {
        string clip = Ffmpeg.Pattern(_folder.File("clip.mp4"), 50, times: 800);
        Directory.CreateDirectory(_folder.File("out"));
        return ChildRun.StartProgram(
            ChildRun.Executable, ["live", "--source", clip, "--json", Json, "--window", .. networks.Options, .. options], ("DISPLAY", server.Name));
    }
}
