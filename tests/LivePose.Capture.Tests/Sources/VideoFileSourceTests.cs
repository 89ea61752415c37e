using LivePose.Capture.Sources;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Capture.Tests.Sources;

public sealed class VideoFileSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadsEveryFrameOfARealClipWithTheContainersTimes()
    {
        string clip = SharedData.Path("video", "pose_1.mp4");
        using IFrameSource source = FrameSource.Open(clip, new SourceOptions(), NullLogger.Instance);
        Assert.Equal(new SourceInfo("pose_1.mp4", 576, 576, 30, 120, false), source.Info);
        List<FrameStamp> stamps = ReadAll(source);
        Assert.Equal(120, stamps.Count);
        Assert.Equal(Enumerable.Range(0, 120).Select(i => (long)i), stamps.Select(s => s.Index));
        Assert.All(stamps, s => Assert.Equal(s.Index / 30.0, s.Time.TotalSeconds, 1e-6));
    }

    [Fact]
    public void DecodesTheSamePixelsAsFfmpeg()
    {
        string clip = Ffmpeg.Clip(_folder.File("clip.mp4"), frames: 6);
        Ffmpeg.Run($"-i {clip} -f rawvideo -pix_fmt bgr24 {_folder.File("raw")}");
        byte[] expected = File.ReadAllBytes(_folder.File("raw"));
        using IFrameSource source = FrameSource.Open(clip, new SourceOptions(), NullLogger.Instance);
        Frame frame = FramePools.NewFrame();
        for (int n = 0; n < 6; n++)
        {
            Assert.True(source.TryRead(frame));
            ReadOnlySpan<byte> actual = frame.Image.Pixels[..(3 * 160 * 120)];
            ReadOnlySpan<byte> wanted = expected.AsSpan(n * actual.Length, actual.Length);
            double difference = 0;
            for (int i = 0; i < actual.Length; i++)
            {
                difference += Math.Abs(actual[i] - wanted[i]);
            }

            Assert.True(difference / actual.Length < 1.5, $"frame {n}: mean difference {difference / actual.Length:F2}");
        }
    }

    [Theory]
    [InlineData("clip.mp4")]
    [InlineData("clip.mkv")]
    public void KeepsAVariableFrameRate(string name)
    {
        string clip = Ffmpeg.Clip(_folder.File(name), rate: 10, frames: 30, extra: "-vf select='not(mod(n\\,3))+eq(mod(n\\,7)\\,1)' -vsync vfr");
        double[] expected = Ffmpeg.Times(clip);
        Assert.True(expected.Zip(expected.Skip(1), (a, b) => Math.Round(b - a, 3)).Distinct().Count() > 1, "the clip must have a variable rate");
        using IFrameSource source = FrameSource.Open(clip, new SourceOptions(), NullLogger.Instance);
        List<FrameStamp> stamps = ReadAll(source);
        Assert.Equal(expected.Length, stamps.Count);
        Assert.All(stamps, s => Assert.Equal(expected[s.Index] - expected[0], s.Time.TotalSeconds, 1e-3));
    }

    [Fact]
    public void GivesTimesToAStreamThatHasNone()
    {
        string clip = Ffmpeg.Clip(_folder.File("raw.h264"), rate: 25, frames: 20);
        using IFrameSource source = FrameSource.Open(clip, new SourceOptions(), NullLogger.Instance);
        List<FrameStamp> stamps = ReadAll(source);
        Assert.Equal(20, stamps.Count);
        Assert.All(stamps, s => Assert.Equal(s.Index / 25.0, s.Time.TotalSeconds, 1e-6));
    }

    [Theory]
    [InlineData("cut.mp4", "-movflags +faststart")]
    [InlineData("cut.mkv", "")]
    public void SaysHowMuchOfACutFileCouldBeRead(string name, string extra)
    {
        string clip = Ffmpeg.Clip(_folder.File(name), frames: 60, extra: extra);
        using (FileStream stream = File.OpenWrite(clip))
        {
            stream.SetLength(stream.Length / 2);
        }

        LogList log = new();
        using IFrameSource source = FrameSource.Open(clip, new SourceOptions(), log);
        int read = ReadAll(source).Count;
        Assert.InRange(read, 5, 55);
        string warning = Assert.Single(log.Warnings);
        Assert.Contains(name, warning, StringComparison.Ordinal);
        Assert.Contains($"{read} of 60 frames", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("whole.mp4")]
    [InlineData("whole.mkv")]
    [InlineData("whole.avi")]
    [InlineData("whole.ts")]
    public void SaysNothingAboutAWholeFile(string name)
    {
        string clip = Ffmpeg.Clip(_folder.File(name), frames: 31, rate: 15);
        LogList log = new();
        using IFrameSource source = FrameSource.Open(clip, new SourceOptions(), log);
        Assert.Equal(31, ReadAll(source).Count);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public void HonoursRotation()
    {
        string clip = Ffmpeg.Clip(_folder.File("upright.mp4"), size: "160x120", frames: 3);
        string rotated = _folder.File("rotated.mp4");
        Ffmpeg.Run($"-i {clip} -c copy -metadata:s:v rotate=90 {rotated}");
        Assert.SkipUnless(Ffmpeg.Probe($"-show_entries stream_side_data=rotation -of csv=p=0 {rotated}").Contains("90", StringComparison.Ordinal), "This ffmpeg does not write rotation this way.");
        using IFrameSource source = FrameSource.Open(rotated, new SourceOptions(), NullLogger.Instance);
        Assert.Equal((120, 160), (source.Info.Width, source.Info.Height));
        Frame frame = FramePools.NewFrame();
        while (source.TryRead(frame))
        {
            Assert.Equal((120, 160), (frame.Width, frame.Height));
        }
    }

    [Fact]
    public void MissingEmptyAndForeignFilesAreNamedInOneSentence()
    {
        File.WriteAllBytes(_folder.File("empty.mp4"), []);
        File.WriteAllText(_folder.File("text.mp4"), "This is no video.");
        Clear<FileNotFoundException>("absent.mp4", "does not exist");
        Clear<InvalidDataException>("empty.mp4", "is empty");
        Clear<InvalidDataException>("text.mp4", "is not a video");
        Assert.Throws<ArgumentException>(() => FrameSource.Open(" ", new SourceOptions(), NullLogger.Instance));
    }

    [Fact]
    public void AnMp4WithoutIndexIsCalledInterrupted()
    {
        string clip = Ffmpeg.Clip(_folder.File("interrupted.mp4"), frames: 30);
        using (FileStream stream = File.OpenWrite(clip))
        {
            stream.SetLength(stream.Length / 2); // the index is at the end
        }

        Clear<InvalidDataException>("interrupted.mp4", "interrupted");
    }

    [Fact]
    public void AllocatesNothingPerFrame()
    {
        string clip = Ffmpeg.Clip(_folder.File("long.mp4"), frames: 300);
        using IFrameSource source = FrameSource.Open(clip, new SourceOptions { DecodeThreads = 1 }, NullLogger.Instance);
        Frame frame = FramePools.NewFrame();
        for (int i = 0; i < 20; i++)
        {
            source.TryRead(frame);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        int frames = 0;
        while (frames < 270 && source.TryRead(frame))
        {
            frames++;
        }

        Assert.Equal(270, frames);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * frames); // the smallest object has 24 bytes
    }

    [Fact]
    public void StopEndsTheSourceWithoutAWarning()
    {
        string clip = Ffmpeg.Clip(_folder.File("clip.mp4"), frames: 30);
        LogList log = new();
        using IFrameSource source = FrameSource.Open(clip, new SourceOptions(), log);
        Frame frame = FramePools.NewFrame();
        Assert.True(source.TryRead(frame));
        source.RequestStop();
        Assert.False(source.TryRead(frame));
        Assert.Empty(log.Lines);
    }

    [Fact]
    public void ANameWithAColonIsNotTakenForAProtocol()
    {
        string clip = Ffmpeg.Clip(_folder.File("plain.mp4"), frames: 3);
        File.Move(clip, _folder.File("http:b.mp4"));
        using IFrameSource source = FrameSource.Open(_folder.File("http:b.mp4"), new SourceOptions(), NullLogger.Instance);
        Assert.Equal(3, ReadAll(source).Count);
    }

    private static List<FrameStamp> ReadAll(IFrameSource source)
    {
        Frame frame = FramePools.NewFrame();
        List<FrameStamp> stamps = [];
        while (source.TryRead(frame))
        {
            Assert.Equal((source.Info.Width, source.Info.Height), (frame.Width, frame.Height));
            stamps.Add(frame.Stamp);
        }

        return stamps;
    }

    private void Clear<T>(string name, string fault)
        where T : Exception
    {
        T error = Assert.Throws<T>(() => FrameSource.Open(_folder.File(name), new SourceOptions(), NullLogger.Instance));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
