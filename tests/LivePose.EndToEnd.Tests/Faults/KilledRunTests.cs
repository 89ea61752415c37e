using LivePose.App;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Faults;

/// <summary>The real program, ended from outside in the middle of a clip.</summary>
public sealed class KilledRunTests(TinyNetworks networks) : IDisposable
{
    private const int Pattern = 50, Times = 400, Frames = Pattern * Times, SomeLines = 40;

    private readonly TemporaryFolder _folder = new();

    private string Lines => _folder.File("out", "clip.poses.jsonl");

    private string Video => _folder.File("out", "clip.mp4");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AKillLosesAtMostTheFrameInFlight()
    {
        using ChildRun run = await StartAsync();
        int before = PoseLog.LinesSoFar(Lines);
        run.Signal("KILL");
        CliResult result = await run.EndAsync();
        Assert.Equal("", result.Output);
        Assert.InRange(PoseLog.Read(Lines).Lines.Count, before, Frames - 1);

        // The encoder is a process of its own, which ends when its input does.
        for (int i = 0; i < 500 && Ffmpeg.Frames(Video) == 0; i++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.True(Ffmpeg.Frames(Video) > 0);
    }

    [Fact]
    public async Task CtrlCFinishesTheFiles()
    {
        using ChildRun run = await StartAsync();
        run.Signal("INT");
        CliResult result = await run.EndAsync();
        Assert.True(result.Code == ExitCode.Interrupted, $"exit code {result.Code}: {result.Error}");
        Assert.Empty(result.Sentences);
        Assert.StartsWith("clip.mp4: ", result.Output, StringComparison.Ordinal);
        int lines = PoseLog.Read(Lines).Lines.Count;
        Assert.InRange(lines, SomeLines, Frames - 1);
        Assert.Equal(lines, Ffmpeg.Frames(Video));
    }

    /// <summary>The run is far from its end when this returns.</summary>
    private async Task<ChildRun> StartAsync()
    {
        string clip = Ffmpeg.Pattern(_folder.File("clip.mp4"), Pattern, Times);
        ChildRun run = ChildRun.Start(["video", clip, "-o", _folder.File("out"), .. networks.Options]);
        await PoseLog.WaitAsync(Lines, SomeLines, () => run.HasExited);
        return run;
    }
}
