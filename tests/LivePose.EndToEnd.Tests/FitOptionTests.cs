using System.Globalization;
using System.Text.Json;
using LivePose.App;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Fitting.Body;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests;

/// <summary><c>--fit</c> of <c>video</c> and <c>live</c>.</summary>
public sealed class FitOptionTests(TinyNetworks networks) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AVideoGetsALineOfJointsAFrame()
    {
        string clip = Ffmpeg.Pattern(_folder.File("clip.mp4"), 30);
        CliResult result = await Cli.RunAsync(["video", clip, "-o", _folder.File("out"), "--formats", "jsonl", "--fit", .. networks.Options]);
        Assert.True(result.Code == ExitCode.Done, result.Error);
        Assert.Contains(" of 60 bodies fitted", result.Output, StringComparison.Ordinal);
        Assert.Equal(31, Lines(_folder.File("out", "clip.joints.jsonl")));
    }

    [Fact]
    public async Task ALiveRunWritesOnlyTheStreamedFile()
    {
        string clip = Ffmpeg.Pattern(_folder.File("clip.mp4"), 30);
        CliResult result = await Cli.RunAsync(["live", "--source", clip, "--json", _folder.File("out", "a.jsonl"), "--fit", .. networks.Options]);
        Assert.True(result.Code == ExitCode.Done, result.Error);
        Assert.Contains(" of 60 bodies fitted", result.Output, StringComparison.Ordinal);
        Assert.Equal(["a.jsonl", "clip.joints.jsonl"], Directory.GetFiles(_folder.File("out")).Select(Path.GetFileName).Order());
        Assert.Equal(31, Lines(_folder.File("out", "clip.joints.jsonl")));
    }

    [Theory]
    [InlineData("video")]
    [InlineData("live", "--source")]
    public async Task AnInterruptedRunLeavesWholeFiles(params string[] command)
    {
        string clip = Ffmpeg.Pattern(_folder.File("clip.mp4"), 3000), lines = _folder.File("out", "clip.joints.jsonl");
        using CancellationTokenSource interrupt = new();
        Task<CliResult> run = Cli.InterruptibleAsync([.. command, clip, "-o", _folder.File("out"), "--fit", "--fit-formats", "npz,bvh", .. networks.Options], interrupt.Token);
        await PoseLog.WaitAsync(lines, 10, () => run.IsCompleted);
        await interrupt.CancelAsync();
        CliResult result = await run;
        Assert.True(result.Code == ExitCode.Interrupted, result.Error);
        int frames = Lines(lines) - 1;
        Assert.InRange(frames, 10, 2999);
        string[] people = Directory.GetFiles(_folder.File("out"), "*.npz");
        Assert.NotEmpty(people);
        foreach (string file in people)
        {
            Assert.InRange(BodyMotion.Read(file).FrameCount, 1, frames);
            Assert.True(File.Exists(Path.ChangeExtension(file, ".bvh")));
        }
    }

    [Theory]
    [InlineData("video a.mp4 -o out --pose p.onnx --body b.npz", "--body is about fitting bodies; give --fit too")]
    [InlineData("live --pose p.onnx --fit-formats npz", "--fit-formats is about")]
    [InlineData("video a.mp4 -o out --pose p.onnx --fit --fit-formats npz,fbx", "'fbx'; choose from npz, bvh, trc, glb")]
    [InlineData("video a.mp4 -o out --pose p.onnx --fit --focal -3", "-3 px is not possible")]
    [InlineData("fit a.jsonl -o out --focal 0", "0 px is not possible")]
    public async Task WhatIsWrongIsSaid(string arguments, string word)
    {
        CliResult result = await Cli.RunAsync(arguments.Split(' '));
        result.IsOneSentence(ExitCode.Usage, word);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task PeopleOfARealClipGetBodies()
    {
        const int Frames = 40;
        string clip = _folder.File("cam01.mp4");
        Ffmpeg.Run($"-i {SharedData.Path("video", "pose2sim_single_cam01.mp4")} -frames:v {Frames} -vf scale=540:-2 -an -c:v libx264 -preset ultrafast {clip}");
        CliResult result = await Cli.RunAsync(
            "video", clip, "-o", _folder.File("out"), "--formats", "jsonl", "--fit", "--fit-formats", "npz,bvh,trc,glb", "--threads", "2",
            "--detector", SharedData.Path("models", "detectors", "rtmdet_nano_person.onnx"), "--pose", SharedData.Path("models", "pose", "pp_tinypose_128x96.onnx"));
        Assert.True(result.Code == ExitCode.Done, result.Error);
        string[] words = result.Output[(result.Output.LastIndexOf("; ", result.Output.IndexOf(" bodies fitted", StringComparison.Ordinal), StringComparison.Ordinal) + 2)..].Split(' ');
        int good = int.Parse(words[0], CultureInfo.InvariantCulture), all = int.Parse(words[2], CultureInfo.InvariantCulture);
        Assert.True(good >= 0.9 * all && good >= Frames, result.Output);
        Assert.Equal(1 + Frames, Lines(_folder.File("out", "cam01.joints.jsonl")));
        foreach (string format in new[] { "npz", "bvh", "trc", "glb" })
        {
            Assert.NotEmpty(Directory.GetFiles(_folder.File("out"), $"cam01.person_*.{format}"));
        }
    }

    /// <summary>Lines of a file that are all whole objects.</summary>
    private static int Lines(string path) => File.ReadLines(path).Select(line => JsonDocument.Parse(line)).Count();
}
