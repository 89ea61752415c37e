using LivePose.App;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.EndToEnd.Tests.Drawing;

/// <summary><c>livepose render</c>: a picture of one frame of saved poses.</summary>
public sealed class RenderCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _poses;

    public RenderCommandTests()
    {
        Headless.Thread().Dispose();
        _poses = _folder.File("clip.poses.jsonl");
        WritePoses(_poses);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Makes the example of docs/images and README.md; the pictures themselves are made by the command that stands beside them.</summary>
    [Fact(Explicit = true)]
    public void WriteTheExample() => WritePoses(Path.Combine(SharedData.RepositoryRoot, "docs", "images", "standing.poses.jsonl"));

    [Fact]
    public async Task ABodyStandsWhereThePersonStood()
    {
        (int width, int height, byte[] pixels) = await DrawAsync("--frame", "5", "--fit", "--focal", "1200");
        Assert.Equal((1280, 960), (width, height));
        (double x, double y) = StandingPeople.Camera.Project(new(-0.5, 0.1, 4));
        int at = 3 * (((int)y * width) + (int)x);
        Assert.True(pixels[at] > pixels[at + 2] + 30, $"blue {pixels[at]}, red {pixels[at + 2]}");
        Assert.InRange(pixels[0], 20, 45); // the background
    }

    [Fact]
    public async Task AVideoIsTheBackground()
    {
        string images = Pictures.WriteFolder(_folder.File("images"), 6);
        (int width, int height, byte[] pixels) = await DrawAsync("--frame", "5", "--video", images);
        Assert.Equal((64, 48), (width, height));
        Assert.Equal(5, pixels[0]);
    }

    [Theory]
    [InlineData(2352, 882, "--layout", "side-by-side", "--fit")]
    [InlineData(1280, 960, "--layout", "skeleton", "--fit")]
    [InlineData(1280, 960, "--layout", "top")]
    public async Task LayoutsHaveTheirSize(int width, int height, params string[] options)
    {
        (int w, int h, _) = await DrawAsync(["--frame", "2", .. options]);
        Assert.Equal((width, height), (w, h));
    }

    [Theory]
    [InlineData("1", "out.png", "holds no frame 1; it goes from 2 to 7")]
    [InlineData("8", "out.png", "holds no frame 8; it goes from 2 to 7")]
    [InlineData("-1", "out.png", "holds no frame -1")]
    [InlineData("2", "out.picture", "ends in .png or .jpg")]
    [InlineData("2", "nowhere/out.png", "check that its folder exists")]
    public async Task WhatIsWrongIsSaid(string frame, string output, string words) =>
        (await Cli.RunAsync("render", _poses, "--frame", frame, "-o", _folder.File(output))).IsOneSentence(ExitCode.Failed, words);

    [Fact]
    public async Task MissingFilesAndShortVideosAreNamed()
    {
        string output = _folder.File("out.png"), images = Pictures.WriteFolder(_folder.File("images"), 3);
        (await Cli.RunAsync("render", _folder.File("gone.jsonl"), "--frame", "2", "-o", output)).IsOneSentence(ExitCode.Failed, "gone.jsonl", "does not exist");
        (await Cli.RunAsync("render", _poses, "--frame", "2", "-o", output, "--video", _folder.File("gone.mp4"))).IsOneSentence(ExitCode.Failed, "gone.mp4");
        (await Cli.RunAsync("render", _poses, "--frame", "5", "-o", output, "--video", images)).IsOneSentence(ExitCode.Failed, "ends before frame 5");
        Assert.Equal(ExitCode.Usage, (await Cli.RunAsync("render", _poses, "--frame", "2", "-o", output, "--focal", "900")).Code);
        Assert.False(File.Exists(output));
    }

    private async Task<(int Width, int Height, byte[] Pixels)> DrawAsync(params string[] options)
    {
        string path = _folder.File("out.png");
        CliResult result = await Cli.RunAsync(["render", _poses, "-o", path, .. options]);
        Assert.True(result.Code == ExitCode.Done, result.Error);
        using IFrameSource source = FrameSource.Open(path, new SourceOptions(), NullLogger.Instance);
        Frame frame = FramePool.OneFrame(StandingPeople.Layout);
        Assert.True(source.TryRead(frame));
        return (frame.Width, frame.Height, frame.Image.Pixels.ToArray());
    }

    private static void WritePoses(string path)
    {
        StandingPeople scene = new();
        Frame frame = FramePool.OneFrame(StandingPeople.Layout);
        using PoseLinesSink sink = new(path);
        sink.Begin(StandingPeople.Header);
        for (int t = 2; t < 8; t++)
        {
            scene.Show(frame, t, (1, -0.5), (2, 0.6));
            sink.Write(frame);
        }

        sink.Complete();
    }
}
