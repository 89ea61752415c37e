using System.Diagnostics;
using LivePose.Capture.Sources;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Capture.Tests.Sources;

public sealed class PacedSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void GivesEveryFrameInOrder_NoneBeforeItsTime()
    {
        using PacedSource source = Open(frames: 6);
        Frame frame = FramePools.NewFrame();
        List<FrameStamp> stamps = [];
        while (source.TryRead(frame))
        {
            stamps.Add(frame.Stamp);
        }

        Assert.True(source.Info.IsLive);
        Assert.Equal([0, 1, 2, 3, 4, 5], stamps.Select(stamp => stamp.Index));
        TimeSpan early = TimeSpan.FromMilliseconds(5); // clocks of sleep and stopwatch may differ a little
        Assert.All(stamps, stamp => Assert.True(
            Stopwatch.GetElapsedTime(stamps[0].CapturedTicks, stamp.CapturedTicks) >= stamp.Time - stamps[0].Time - early, $"frame {stamp.Index} came too early"));
    }

    [Fact]
    public void EndsWhenAskedTo()
    {
        using PacedSource source = Open(frames: 6);
        Frame frame = FramePools.NewFrame();
        Assert.True(source.TryRead(frame));
        source.RequestStop();
        Assert.False(source.TryRead(frame));
    }

    public void Dispose() => _folder.Dispose();

    private PacedSource Open(int frames) =>
        new(FrameSource.Open(Ffmpeg.Clip(_folder.File("clip.mp4"), rate: 20, frames: frames), new SourceOptions(), NullLogger.Instance));
}
