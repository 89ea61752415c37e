using System.Text.Json;
using LivePose.Capture.Sinks;
using LivePose.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.Capture.Tests.Sinks;

/// <summary>A disk that fills up while frames are written, imitated by a limit on file size in a process of its own.</summary>
public class FullDiskTests
{
    // 64 blocks of 512 bytes; the signal that comes with the limit is ignored, so that writing fails as on a full disk. .NET
    // keeps generated code in a memory file, which the limit would stop as well, unless told not to.
    private const string Limit = "trap '' XFSZ; ulimit -f 64; DOTNET_EnableWriteXorExecute=0; export DOTNET_EnableWriteXorExecute;";

    [Theory]
    [InlineData(nameof(TextFilesStayReadable))]
    [InlineData(nameof(VideoStaysReadable))]
    public void WhatWasWrittenStaysReadable(string method)
    {
        Ffmpeg.SkipWhenMissing();
        (int exitCode, string output) = ChildRun.Run($"{typeof(FullDiskTests).FullName}.{method}", Limit);
        Assert.True(exitCode == 0, output);
    }

    [Fact(Explicit = true)] // run by the test above, under the limit
    public void TextFilesStayReadable()
    {
        using TemporaryFolder folder = new();
        string lines = folder.File("a.poses.jsonl"), coco = folder.File("a.coco.json"), csv = folder.File("a.poses.csv");
        WriteUntilFull(new PoseLinesSink(lines), lines);
        WriteUntilFull(new CocoResultsSink(coco), coco);
        WriteUntilFull(new CsvSink(csv), csv);

        LogList log = new();
        using PoseLinesReader reader = PoseLinesReader.Open(lines, log);
        int frames = 0;
        while (reader.TryRead(out _))
        {
            frames++;
        }

        Assert.True(frames > 5);
        Assert.Empty(log.Lines); // cut back to whole lines
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(coco));
        Assert.True(document.RootElement.GetArrayLength() > 5);
        Assert.EndsWith("\n", File.ReadAllText(csv), StringComparison.Ordinal);
    }

    [Fact(Explicit = true)] // run by the test above, under the limit
    public void VideoStaysReadable()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.mp4");
        Frame frame = FramePools.NewFrame();
        using (VideoSink sink = new(path, new VideoSinkOptions(), NullLogger.Instance))
        {
            IOException error = Assert.Throws<IOException>(() =>
            {
                sink.Begin(Headers.Plain with { Width = 64, Height = 48, FramesPerSecond = 5 });
                Random random = new(1);
                for (int n = 0; n < 5000; n++)
                {
                    FramePools.Fill(frame, n, people: 0);
                    random.NextBytes(frame.Resize(64, 48).Span);
                    sink.Write(frame);
                }

                sink.Complete();
            });
            Assert.StartsWith($"Cannot write '{path}': the file has reached the largest size", error.Message, StringComparison.Ordinal);
        }

        Assert.True(Ffmpeg.Times(path).Length > 0);
    }

    private static void WriteUntilFull(IPoseSink sink, string path)
    {
        Frame frame = FramePools.NewFrame();
        using (sink)
        {
            sink.Begin(Headers.Plain);
            IOException error = Assert.Throws<IOException>(() =>
            {
                for (int n = 0; n < 1000; n++)
                {
                    sink.Write(FramePools.Fill(frame, n, people: 1));
                }
            });
            Assert.StartsWith($"Cannot write '{path}': the file has reached the largest size", error.Message, StringComparison.Ordinal);
        }
    }
}
