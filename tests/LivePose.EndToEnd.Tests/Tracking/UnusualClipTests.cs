using LivePose.App;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Tracking;

/// <summary>Clips that are fine, though not what one expects.</summary>
public sealed class UnusualClipTests(TinyNetworks networks) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("it's ä %d: \"clip\".mp4", "it's_ä_%d___clip_")]
    [InlineData("--sequence.mp4", "--sequence")]
    public async Task AnyNameWillDo(string name, string expected)
    {
        File.Move(Ffmpeg.Pattern(_folder.File("plain.mp4"), 5), _folder.File(name));
        PoseLog log = await TrackAsync(_folder.File(name), expected, 5);
        Assert.Equal(name, log.Header.Source);
    }

    [Fact]
    public async Task OneFrameIsAFilm() => await TrackAsync(Ffmpeg.Pattern(_folder.File("one.mp4"), 1), "one", 1);

    [Fact]
    public async Task OddSizesAreKept()
    {
        string clip = _folder.File("odd.avi");
        Ffmpeg.Run($"-f lavfi -i testsrc=s=63x47:r=25 -frames:v 5 -c:v ffv1 {clip}");
        PoseLog log = await TrackAsync(clip, "odd", 5);
        Assert.Equal((63, 47), (log.Header.Width, log.Header.Height));
    }

    /// <summary>A telephone's film: frames come as they come.</summary>
    [Fact]
    public async Task AVariableFrameRateIsKept()
    {
        string clip = _folder.File("vfr.mp4");
        Ffmpeg.Run($"-i {Ffmpeg.Pattern(_folder.File("plain.mp4"), 25)} -vf \"select=lt(n\\,5)+not(mod(n\\,5))\" -vsync vfr -c:v libx264 -preset ultrafast {clip}");
        PoseLog log = await TrackAsync(clip, "vfr", 9);
        Assert.All(log.Lines.Zip([0, 1, 2, 3, 4, 5, 10, 15, 20]), pair => Assert.Equal(pair.Second / 25.0, pair.First.Time.TotalSeconds, 0.002));
    }

    private async Task<PoseLog> TrackAsync(string clip, string name, int frames)
    {
        CliResult result = await Cli.RunAsync(["video", clip, "-o", _folder.File("out"), .. networks.Options]);
        Assert.True(result.Code == ExitCode.Done, result.Error);
        PoseLog log = PoseLog.Read(_folder.File("out", name + ".poses.jsonl"));
        Assert.Equal(frames, log.Lines.Count);
        File.Move(_folder.File("out", name + ".mp4"), _folder.File("annotated.mp4"));
        Assert.Equal(frames, Ffmpeg.Frames(_folder.File("annotated.mp4")));
        return log;
    }
}
