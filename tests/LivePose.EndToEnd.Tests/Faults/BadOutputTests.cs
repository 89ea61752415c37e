using System.Text.Json;
using LivePose.App;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Faults;

/// <summary>Places where results cannot be written.</summary>
public sealed class BadOutputTests(TinyNetworks networks) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AFileWhereTheFolderShouldBe()
    {
        string taken = Pictures.Write(_folder.File("taken"));
        byte[] before = await File.ReadAllBytesAsync(taken, TestContext.Current.CancellationToken);
        (await RunAsync(Picture(), taken)).IsOneSentence(ExitCode.Failed, taken, "choose another output folder");
        Assert.Equal(before, await File.ReadAllBytesAsync(taken, TestContext.Current.CancellationToken));
    }

    /// <summary>/proc takes no folders, not even from root.</summary>
    [Theory]
    [InlineData("jsonl")]
    [InlineData("coco")]
    [InlineData("openpose")]
    [InlineData("csv")]
    [InlineData("video")]
    public async Task AFolderThatCannotBeWritten(string format)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /proc.");
        (await RunAsync(Picture(), "/proc/nowhere", format)).IsOneSentence(ExitCode.Failed, "Cannot write '/proc/nowhere/one", "choose another output folder");
    }

    [Fact]
    public async Task AFullDisk()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full.");
        (await Cli.RunAsync(["live", "--source", Picture(), "--json", "/dev/full", .. networks.Options]))
            .IsOneSentence(ExitCode.Failed, "Cannot write '/dev/full': the disk is full", "Free some space and run again");
    }

    /// <summary>A disk that fills up in the middle of a run, imitated by a limit on file size; .NET's own memory file must not count.</summary>
    [Fact]
    public async Task ADiskThatFillsUpLeavesReadableFiles()
    {
        string frames = Pictures.WriteFolder(_folder.File("frames"), 120);
        using ChildRun run = ChildRun.StartIn(
            "trap '' XFSZ; ulimit -f 64; export DOTNET_EnableWriteXorExecute=0;",
            ["video", frames, Picture(), "-o", _folder.File("out"), "--formats", "jsonl,coco,csv", "--sequence", .. networks.Options]);
        CliResult result = await run.EndAsync();
        Assert.True(result.Code == ExitCode.Failed, result.Error);
        Assert.Equal(2, result.Sentences.Length);
        Assert.StartsWith($"Cannot write '{_folder.File("out", "frames")}", result.Sentences[0], StringComparison.Ordinal);
        Assert.Equal($"1 of 2 inputs failed: {frames}", result.Sentences[1]);
        int lines = PoseLog.Read(_folder.File("out", "frames.poses.jsonl")).Lines.Count;
        Assert.InRange(lines, 5, 119);
        using JsonDocument coco = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.File("out", "frames.coco.json"), TestContext.Current.CancellationToken));
        Assert.InRange(coco.RootElement.GetArrayLength(), 2 * (lines - 1), 2 * lines);
        Assert.Single(PoseLog.Read(_folder.File("out", "one.poses.jsonl")).Lines);
    }

    /// <summary>The name of an annotated video is the clip's own: written beside it, it would replace it.</summary>
    [Fact]
    public async Task AnInputIsNeverReplaced()
    {
        string clip = Ffmpeg.Pattern(_folder.File("clip.mp4"), 10);
        byte[] before = await File.ReadAllBytesAsync(clip, TestContext.Current.CancellationToken);
        (await RunAsync(clip, _folder.Path, "jsonl,video")).IsOneSentence(ExitCode.Failed, clip, "choose another place");
        (await Cli.RunAsync(["live", "--source", clip, "--record", clip, .. networks.Options])).IsOneSentence(ExitCode.Failed, clip, "choose another place");
        Assert.Equal(before, await File.ReadAllBytesAsync(clip, TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.Done, (await RunAsync(clip, _folder.Path, "jsonl")).Code);
    }

    private string Picture() => Pictures.Write(_folder.File("one.bmp"));

    private Task<CliResult> RunAsync(string input, string folder, string formats = "jsonl") =>
        Cli.RunAsync(["video", input, "-o", folder, "--formats", formats, .. networks.Options]);
}
