using LivePose.App;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests;

public sealed class SynthVideoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_writes_a_clip_with_its_truth()
    {
        string clip = _folder.File("clip");
        CliResult made = await Cli.RunAsync(
            "synth", "video", "--seconds", "0.3", "--fps", "10", "--size", "160x120", "--people", "1", "--motion", "wave", "--occluders", "--blur", "--dark", "-o", clip);
        Assert.True(made.Code == ExitCode.Done, made.Error);
        Assert.Contains("clip.mp4: 3 frames", made.Output, StringComparison.Ordinal);
        Assert.Equal(["annotations.json", "clip.mp4", "truth.jsonl"], Directory.GetFileSystemEntries(clip).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Bad_input_gets_one_sentence()
    {
        string clip = _folder.File("clip");
        await File.WriteAllTextAsync(_folder.File("bad.bvh"), "HIERARCHY\nROOT", TestContext.Current.CancellationToken);
        (await Cli.RunAsync("synth", "video", "--size", "10", "-o", clip)).IsOneSentence(ExitCode.Usage, "'10'");
        (await Cli.RunAsync("synth", "video", "--motion", "swim", "-o", clip)).IsOneSentence(ExitCode.Failed, "swim", "walk");
        (await Cli.RunAsync("synth", "video", "--motion", "walk", "--bvh", "a.bvh", "-o", clip)).IsOneSentence(ExitCode.Usage, "--motion", "--bvh");
        (await Cli.RunAsync("synth", "video", "--bvh", _folder.File("none.bvh"), "-o", clip)).IsOneSentence(ExitCode.Failed, "none.bvh");
        (await Cli.RunAsync("synth", "video", "--bvh", _folder.File("bad.bvh"), "-o", clip)).IsOneSentence(ExitCode.Failed, "bad.bvh", "line 2");
        Assert.False(Directory.Exists(clip));
    }
}
