using Microsoft.Extensions.Logging;

namespace LivePose.Capture.Sinks;

/// <summary>Chooses result files by the names that the command line uses.</summary>
public static class PoseSinks
{
    /// <summary>Every known format: <c>jsonl</c>, <c>coco</c>, <c>openpose</c>, <c>csv</c>, <c>video</c>.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["jsonl", "coco", "openpose", "csv", "video"];

    /// <summary>
    /// Prepares <c>name.poses.jsonl</c>, <c>name.coco.json</c>, <c>name.openpose/</c>, <c>name.poses.csv</c> and <c>name.mp4</c>
    /// in a folder; nothing is created before <see cref="IPoseSink.Begin"/>.
    /// </summary>
    /// <param name="formats">Any of <see cref="Formats"/>; repeated ones count once.</param>
    /// <param name="folder">Output folder; created when absent.</param>
    /// <param name="name">Name of the input; characters that a file name cannot hold become <c>_</c>.</param>
    /// <param name="video">Settings of the video.</param>
    /// <param name="logger">For the video's encoder.</param>
    /// <exception cref="ArgumentException">A format is not known.</exception>
    public static SinkSet Create(IEnumerable<string> formats, string folder, string name, VideoSinkOptions video, ILogger logger)
    {
        string safe = FileName(name);
        return new SinkSet([.. formats.Distinct().Select(format => Create(format, folder, safe, video, logger))]);
    }

    /// <summary>A name that every file system takes, for example for an address or a camera.</summary>
    public static string FileName(string name)
    {
        const string Refused = "<>:\"/\\|?* ";
        string safe = string.Concat(name.Select(c => char.IsControl(c) || Refused.Contains(c) ? '_' : c)).Trim('.');
        return safe.Length > 0 ? safe : "source";
    }

    private static IPoseSink Create(string format, string folder, string name, VideoSinkOptions video, ILogger logger) => format switch
    {
        "jsonl" => new PoseLinesSink(Path.Combine(folder, $"{name}.poses.jsonl")),
        "coco" => new CocoResultsSink(Path.Combine(folder, $"{name}.coco.json")),
        "openpose" => new OpenPoseSink(Path.Combine(folder, $"{name}.openpose"), name),
        "csv" => new CsvSink(Path.Combine(folder, $"{name}.poses.csv")),
        "video" => new VideoSink(Path.Combine(folder, $"{name}.mp4"), video, logger),
        _ => throw new ArgumentException($"'{format}' is not an output format; choose from {string.Join(", ", Formats)}.", nameof(format)),
    };
}
