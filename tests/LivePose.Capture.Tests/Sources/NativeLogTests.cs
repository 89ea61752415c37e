using LivePose.Capture.Sources;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Capture.Tests.Sources;

public class NativeLogTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("OPENCV_FFMPEG_LOGLEVEL=24; export OPENCV_FFMPEG_LOGLEVEL;", true)]
    public void NothingOfFfmpegsTalkReachesTheTerminalUnlessAskedFor(string environment, bool expected)
    {
        Ffmpeg.SkipWhenMissing();
        (int exitCode, string output) = ChildRun.Run($"{typeof(NativeLogTests).FullName}.{nameof(DecodeSomethingDamaged)}", environment);
        Assert.True(exitCode == 0, output);
        bool isHeard = output.Contains("FFMPEG", StringComparison.Ordinal) || output.Contains("h264 @", StringComparison.Ordinal);
        Assert.Equal(expected, isHeard);
    }

    [Fact(Explicit = true)] // run by the test above, in a process of its own
    public void DecodeSomethingDamaged()
    {
        using TemporaryFolder folder = new();
        string clip = Ffmpeg.Clip(folder.File("cut.mp4"), frames: 60, extra: "-movflags +faststart");
        byte[] bytes = File.ReadAllBytes(clip);
        new Random(1).NextBytes(bytes.AsSpan((bytes.Length / 2)..));
        File.WriteAllBytes(clip, bytes);
        using IFrameSource source = FrameSource.Open(clip, new SourceOptions(), NullLogger.Instance);
        Frame frame = FramePools.NewFrame();
        while (source.TryRead(frame))
        {
        }
    }
}
