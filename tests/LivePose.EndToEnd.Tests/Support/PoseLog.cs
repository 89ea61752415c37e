using LivePose.Capture.Sinks;
using Microsoft.Extensions.Logging.Abstractions;

namespace LivePose.EndToEnd.Tests.Support;

/// <summary>A whole JSON Lines file, read with the checks of the product's own reader.</summary>
internal sealed record PoseLog(SinkHeader Header, IReadOnlyList<PoseLine> Lines)
{
    public static PoseLog Read(string path)
    {
        using PoseLinesReader reader = PoseLinesReader.Open(path, NullLogger.Instance);
        List<PoseLine> lines = [];
        while (reader.TryRead(out PoseLine? line))
        {
            lines.Add(line);
        }

        return new PoseLog(reader.Header, lines);
    }

    /// <summary>Whole lines of a file that may still be written, without its header.</summary>
    public static int LinesSoFar(string path)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        return Math.Max(0, reader.ReadToEnd().Count(c => c == '\n') - 1);
    }

    /// <summary>Waits until a file that is being written holds enough lines; fails when its writer ends before.</summary>
    public static async Task WaitAsync(string path, int lines, Func<bool> hasEnded)
    {
        while (LinesSoFar(path) < lines)
        {
            Assert.False(hasEnded(), $"The run ended before '{path}' held {lines} lines.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
