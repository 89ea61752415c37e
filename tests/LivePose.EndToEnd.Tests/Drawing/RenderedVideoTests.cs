using LivePose.App;
using LivePose.App.Drawing;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Fitting;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.EndToEnd.Tests.Drawing;

/// <summary>Films that OpenGL draws: every frame, in order, of the right size, with the body over the person.</summary>
public sealed class RenderedVideoTests(TinyNetworks networks) : IDisposable
{
    private const int Frames = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("overlay", true, 1280, 960)]
    [InlineData("side-by-side", true, 2352, 882)]
    [InlineData("grid", true, 1662, 1248)]
    [InlineData("triptych", true, 2880, 720)]
    [InlineData("overlay", false, 1280, 960)]
    [InlineData("grid", false, 2352, 882)]
    public void EveryLayoutHoldsEveryFrame(string layout, bool bodies, int width, int height)
    {
        Ffmpeg.SkipWhenMissing();
        List<byte[]> pictures = Film(SceneLayout.Find(layout)!, bodies, out (int Width, int Height) size);
        Assert.Equal((width, height, Frames), (size.Width, size.Height, pictures.Count));
        for (int n = 1; n < Frames; n++)
        {
            Assert.True(Difference(pictures[n - 1], pictures[n]) > 0, $"picture {n} is the one before it");
        }
    }

    [Fact]
    public void TheBodyLiesOverThePersonAndNowhereElse()
    {
        Ffmpeg.SkipWhenMissing();
        byte[] last = Film(SceneLayout.Overlay, bodies: true, out _)[^1];
        (double x, double y) = StandingPeople.Camera.Project(new Vector3D(-0.5, 0.1, 4)); // in the trunk, between limbs and their keypoints
        (int blue, int red) = (last[At(x, y)], last[At(x, y) + 2]);
        Assert.True(blue > red + 30, $"blue {blue}, red {red} where the first person's skin is blue");
        foreach ((int column, int row) in ((int, int)[])[(20, 900), (1250, 500), (640, 940)])
        {
            Assert.InRange(last[At(column, row)], FilmedPeople.Grey - 6, FilmedPeople.Grey + 6);
        }
    }

    [Fact]
    public async Task TheCommandFilmsWithoutBodiesToo()
    {
        string clip = Ffmpeg.Pattern(_folder.File("clip.mp4"), 12);
        CliResult result = await Cli.RunAsync(["video", clip, clip, "-o", _folder.File("out"), "--render", "side-by-side", .. networks.Options]);
        Assert.True(result.Code == ExitCode.Done, result.Error);
        Assert.Equal((12, 12), (Ffmpeg.Frames(_folder.File("out", "clip.mp4")), Ffmpeg.Frames(_folder.File("out", "clip-2.mp4"))));
    }

    [Fact]
    public async Task WithoutADriverItSaysSoBeforeAnyWork_AndNoneNeedsNone()
    {
        string clip = Ffmpeg.Pattern(_folder.File("clip.mp4"), 5);
        string[] common = ["video", clip, "-o", _folder.File("out"), .. networks.Options];
        (string, string) hidden = ("__EGL_VENDOR_LIBRARY_FILENAMES", _folder.File("none.json"));
        using ChildRun refused = ChildRun.StartProgram(ChildRun.Executable, [.. common, "--render", "overlay"], hidden);
        CliResult result = await refused.EndAsync();
        result.IsOneSentence(ExitCode.Failed, "sudo apt install libegl1");
        Assert.False(Directory.Exists(_folder.File("out")));
        using ChildRun flat = ChildRun.StartProgram(ChildRun.Executable, [.. common, "--render", "none"], hidden);
        Assert.Equal(ExitCode.Done, (await flat.EndAsync()).Code);
        Assert.Equal(5, Ffmpeg.Frames(_folder.File("out", "clip.mp4")));
    }

    [Fact]
    public void WhatTheThreadThrowsIsToldToTheNextCaller()
    {
        using GlThread thread = Headless.Thread();
        Assert.Throws<InvalidDataException>(() => thread.Invoke(() => throw new InvalidDataException("a")));
        thread.Post(() => throw new InvalidDataException("b"));
        Assert.Equal("b", Assert.Throws<InvalidDataException>(() => thread.Post(() => { })).Message);
        int ran = 0;
        thread.Invoke(() => ran++);
        Assert.Equal(1, ran);
    }

    private static int At(double x, double y) => 3 * (((int)y * StandingPeople.Width) + (int)x);

    private static long Difference(byte[] a, byte[] b) => a.Zip(b).Count(pair => Math.Abs(pair.First - pair.Second) > 20);

    /// <summary>Makes a film and reads it back.</summary>
    private List<byte[]> Film(SceneLayout layout, bool bodies, out (int Width, int Height) size)
    {
        string path = _folder.File("film.mp4");
        using GlThread thread = Headless.Thread();
        using (FilmedPeople people = new(_folder.File("fits"), (1, -0.5), (2, 0.6)))
        using (RenderedVideoSink sink = new(path, layout, thread, bodies ? people.Fit : null, "CPU", new VideoSinkOptions(), NullLogger.Instance))
        {
            sink.Begin(StandingPeople.Header);
            for (int n = 0; n < Frames; n++)
            {
                sink.Write(people.Show(4 * n));
            }

            sink.Complete();
        }

        using IFrameSource film = FrameSource.Open(path, new SourceOptions(), NullLogger.Instance);
        size = (film.Info.Width, film.Info.Height);
        Frame frame = FramePool.OneFrame(StandingPeople.Layout);
        List<byte[]> pictures = [];
        while (film.TryRead(frame))
        {
            pictures.Add(frame.Image.Pixels.ToArray());
        }

        return pictures;
    }
}
