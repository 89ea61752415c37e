using System.Text;
using LivePose.Capture.Sinks;
using LivePose.Capture.Sources;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Capture.Tests.Sinks;

public sealed class VideoSinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Frame _frame = FramePools.NewFrame();

    private string FilePath => _folder.File("out.mp4");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void KeepsEveryFrameAtItsOwnTime()
    {
        Ffmpeg.SkipWhenMissing();
        double[] times = [5, 5.04, 5.1, 5.333333, 5.35, 6.8, 6.81, 6.9];
        using (VideoSink sink = Begin(65, 49))
        {
            WriteAt(sink, times, 65, 49);
            sink.Complete();
        }

        double[] actual = Ffmpeg.Times(FilePath);
        Assert.Equal(times.Length, actual.Length);
        Assert.All(times.Zip(actual), pair => Assert.Equal(pair.First - 5, pair.Second, 2e-5));
        Assert.Equal("h264,66,50,yuv420p,bt709", Ffmpeg.Probe($"-show_entries stream=codec_name,width,height,pix_fmt,color_space -of csv=p=0 {FilePath}").Trim());
    }

    [Fact]
    public void TheFinishedFileHasItsIndexInFront()
    {
        Ffmpeg.SkipWhenMissing();
        using (VideoSink sink = Begin(64, 48))
        {
            WriteAt(sink, [0, 0.1, 0.2], 64, 48);
            sink.Complete();
        }

        byte[] bytes = File.ReadAllBytes(FilePath);
        int index = bytes.AsSpan().IndexOf("moov"u8), data = bytes.AsSpan().IndexOf("mdat"u8);
        Assert.True(index > 0 && index < data);
        Assert.True(bytes.AsSpan().IndexOf("moof"u8) < 0, "no fragments");
        Assert.Equal(["out.mp4"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void WithoutCompleteWhatWasWrittenPlays()
    {
        Ffmpeg.SkipWhenMissing();
        using (VideoSink sink = Begin(64, 48))
        {
            WriteAt(sink, [0, 0.1, 0.2, 0.3], 64, 48);
        }

        Assert.Equal(4, Ffmpeg.Times(FilePath).Length);
    }

    [Fact]
    public void PicturesAreTheFramesWithADrawingThatLeavesTheFrameAlone()
    {
        Ffmpeg.SkipWhenMissing();
        using (VideoSink sink = Begin(128, 96))
        {
            for (int n = 0; n < 3; n++)
            {
                FramePools.Fill(_frame, n * 20, people: 2, 128, 96);
                byte[] before = _frame.Image.Pixels.ToArray();
                sink.Write(_frame);
                Assert.True(_frame.Image.Pixels.SequenceEqual(before));
            }

            sink.Complete();
        }

        using IFrameSource source = FrameSource.Open(FilePath, new SourceOptions(), NullLogger.Instance);
        for (int n = 0; n < 3; n++)
        {
            Assert.True(source.TryRead(_frame));
            Assert.Equal(60.0 + (n * 20), _frame.Image.Row(90)[3 * 120], 8.0); // far from the people; OpenCV's conversion of tagged BT.709 is up to 6 levels dark
        }
    }

    [Fact]
    public void APictureOfAnotherSizeIsScaledIntoTheMiddle()
    {
        Ffmpeg.SkipWhenMissing();
        using (VideoSink sink = Begin(200, 100))
        {
            FramePools.Fill(_frame, 0, people: 0, 200, 100);
            sink.Write(_frame);
            FramePools.Fill(_frame, 99, people: 0, 60, 60);
            sink.Write(_frame);
            sink.Complete();
        }

        using IFrameSource source = FrameSource.Open(FilePath, new SourceOptions(), NullLogger.Instance);
        source.TryRead(_frame);
        source.TryRead(_frame);
        ReadOnlySpan<byte> row = _frame.Image.Row(90);
        Assert.True(row[3 * 20] < 12 && row[3 * 100] > 140 && row[3 * 180] < 12);
    }

    [Fact]
    public void OpenCvEncodesWhereFfmpegIsMissing()
    {
        LogList log = new();
        using (VideoSink sink = new(FilePath, new VideoSinkOptions { UseFfmpeg = false }, log))
        {
            sink.Begin(Headers.Plain with { Width = 64, Height = 48, FramesPerSecond = 10 });
            WriteAt(sink, [0, 0.1, 0.4, 0.41, 0.5], 64, 48); // a gap is filled, a crowd thinned
            sink.Complete();
        }

        using IFrameSource source = FrameSource.Open(FilePath, new SourceOptions(), NullLogger.Instance);
        Assert.Equal((64, 48, 10.0, 6L), (source.Info.Width, source.Info.Height, source.Info.FramesPerSecond, source.Info.FrameCount));
    }

    [Fact]
    public void AnEncoderThatEndsIsOneSentence()
    {
        Ffmpeg.SkipWhenMissing();
        using VideoSink sink = new(FilePath, new VideoSinkOptions { Preset = "nonsense" }, NullLogger.Instance);
        IOException error = Assert.Throws<IOException>(() =>
        {
            sink.Begin(Headers.Plain with { Width = 640, Height = 480 });
            for (int n = 0; n < 50; n++)
            {
                sink.Write(FramePools.Fill(_frame, n, people: 0, 640, 480));
            }

            sink.Complete();
        });
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("nonsense", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright", false)]
    [InlineData("ffmpeg version 5.0.1 Copyright", false)]
    [InlineData("ffmpeg version 5.1.9-0+deb12u1 Copyright", true)]
    [InlineData("ffmpeg version n7.1 Copyright", true)]
    [InlineData("ffmpeg version N-118000-g1234 Copyright", true)]
    public void KnowsWhichVersionsRenamedTheOption(string banner, bool expected) => Assert.Equal(expected, FfmpegProgram.IsAtLeast51(banner));

    [Fact]
    public void AMissingProgramIsNoError() => Assert.Null(FfmpegProgram.Probe("livepose-no-such-program"));

    [Fact]
    public void RawMatroskaIsReadableByAnyDemuxer()
    {
        Ffmpeg.SkipWhenMissing();
        using (FileStream stream = File.Create(_folder.File("raw.mkv")))
        {
            stream.Write(RawMatroska.Start(6, 4, 25));
            byte[] header = new byte[64];
            for (int n = 0; n < 3; n++)
            {
                stream.Write(header, 0, RawMatroska.WritePictureHeader(header, 72, TimeSpan.FromSeconds(n * 1.25)));
                stream.Write(Encoding.ASCII.GetBytes(new string((char)('a' + n), 72)));
            }
        }

        Assert.Equal("rawvideo,6,4,bgr24", Ffmpeg.Probe($"-show_entries stream=codec_name,width,height,pix_fmt -of csv=p=0 {_folder.File("raw.mkv")}").Trim());
        Assert.Equal([0, 1.25, 2.5], Ffmpeg.Times(_folder.File("raw.mkv")));
    }

    private VideoSink Begin(int width, int height)
    {
        VideoSink sink = new(FilePath, new VideoSinkOptions(), NullLogger.Instance);
        sink.Begin(Headers.Plain with { Width = width, Height = height });
        return sink;
    }

    private void WriteAt(VideoSink sink, double[] times, int width, int height)
    {
        for (int n = 0; n < times.Length; n++)
        {
            FramePools.Fill(_frame, n, people: 1, width, height);
            _frame.Stamp = new FrameStamp(n, 0, TimeSpan.FromSeconds(times[n]));
            sink.Write(_frame);
        }
    }
}
