using LivePose.Capture.Sources;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using OpenCvSharp;
using FrameSource = LivePose.Capture.Sources.FrameSource;

namespace LivePose.Capture.Tests.Sources;

/// <summary>Live behaviour without a network: a raw H.264 file knows no length, so its end looks like a lost connection.</summary>
public sealed class LiveSourceTests : IDisposable
{
    private static readonly SourceOptions Fast = new()
    {
        FirstRetryDelay = TimeSpan.FromMilliseconds(10),
        LongestRetryDelay = TimeSpan.FromMilliseconds(40),
        OpenTimeout = TimeSpan.FromSeconds(30),
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ComesBackAfterALossAndCountsWhatWasDropped()
    {
        string clip = Ffmpeg.Clip(_folder.File("clip.h264"), frames: 12);
        LogList log = new();
        int attempts = 0;
        using LiveSource source = LiveSource.Open("the test", () => Connect(++attempts is 2 or 3 ? "absent" : clip), Fast, log);
        Assert.True(source.Info.IsLive);
        Assert.Equal((160, 120), (source.Info.Width, source.Info.Height));
        Frame frame = FramePools.NewFrame();
        long taken = 0, last = -1;
        TimeSpan time = TimeSpan.MinValue;
        while (last < 30)
        {
            Assert.True(source.TryRead(frame));
            Assert.True(frame.Stamp.Index > last && frame.Stamp.Time > time);
            (last, time) = (frame.Stamp.Index, frame.Stamp.Time);
            taken++;
        }

        Assert.True(taken + source.Dropped >= last + 1);
        Assert.Contains(log.Warnings, w => w.Contains("Lost the test", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Text.Contains("Still nothing", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Text.Contains("is back", StringComparison.Ordinal));
    }

    [Fact]
    public void ARecordingBehindAnAddressEnds()
    {
        string clip = Ffmpeg.Clip(_folder.File("clip.mp4"), frames: 12);
        using LiveSource source = LiveSource.Open("the test", () => Connect(clip), Fast, NullLogger.Instance);
        Frame frame = FramePools.NewFrame();
        long last = -1;
        while (source.TryRead(frame))
        {
            last = frame.Stamp.Index;
        }

        Assert.Equal(11, last); // the newest picture is never the one that is dropped
    }

    [Fact]
    public void GivesUpWhenAskedTo()
    {
        string clip = Ffmpeg.Clip(_folder.File("clip.h264"), frames: 5);
        int attempts = 0;
        using LiveSource source = LiveSource.Open(
            "the test", () => Connect(attempts++ == 0 ? clip : "absent"), Fast with { GiveUpAfter = TimeSpan.FromMilliseconds(50) }, NullLogger.Instance);
        Frame frame = FramePools.NewFrame();
        IOException error = Assert.Throws<IOException>(() =>
        {
            while (source.TryRead(frame))
            {
            }
        });
        Assert.Contains("the test", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingAtTheStartIsAnError()
    {
        IOException error = Assert.Throws<IOException>(() => LiveSource.Open("the test", () => Connect("absent"), Fast, NullLogger.Instance));
        Assert.Contains("the test", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADriverThatHangsDoesNotHangTheProgram()
    {
        using ManualResetEventSlim release = new();
        IOException error = Assert.Throws<IOException>(() => LiveSource.Open(
            "the test",
            () =>
            {
                release.Wait();
                return new CaptureFeed(new VideoCapture());
            },
            Fast with { OpenTimeout = TimeSpan.FromMilliseconds(50) },
            NullLogger.Instance));
        Assert.Contains("No picture", error.Message, StringComparison.Ordinal);
        release.Set();
    }

    [Fact]
    public async Task DisposingFromAnotherThreadEndsAWaitingRead()
    {
        string clip = Ffmpeg.Clip(_folder.File("clip.h264"), frames: 5);
        for (int run = 0; run < 5; run++)
        {
            int attempts = 0;
            LiveSource source = LiveSource.Open("the test", () => Connect(attempts++ == 0 ? clip : "absent"), Fast, NullLogger.Instance);
            Task reader = Task.Run(
                () =>
                {
                    Frame frame = FramePools.NewFrame();
                    while (source.TryRead(frame))
                    {
                    }
                },
                TestContext.Current.CancellationToken);
            await Task.Delay(20, TestContext.Current.CancellationToken);
            source.Dispose();
            await reader.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void AllocatesNothingPerFrame()
    {
        string clip = Ffmpeg.Clip(_folder.File("long.mp4"), frames: 200);
        using LiveSource source = LiveSource.Open("the test", () => Connect(clip), Fast, NullLogger.Instance);
        Frame frame = FramePools.NewFrame();
        source.TryRead(frame);
        source.TryRead(frame);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int frames = 0;
        while (source.TryRead(frame))
        {
            frames++;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * Math.Max(frames, 100)); // the smallest object has 24 bytes
    }

    [Fact]
    public void ACameraThatIsNotThereIsNamed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Device files exist on Linux only.");
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => FrameSource.Open("63", new SourceOptions(), NullLogger.Instance));
        Assert.Contains("/dev/video63", error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => FrameSource.Open("/dev/video63", new SourceOptions(), NullLogger.Instance));
    }

    private CaptureFeed Connect(string clip) => new(new VideoCapture(_folder.File(clip), VideoCaptureAPIs.FFMPEG));
}
