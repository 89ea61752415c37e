using LivePose.EndToEnd.Tests.Support;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Tracking;

/// <summary>Part of a second of real video with two people, tracked twice by one command into every format; run once for all tests.</summary>
public sealed class TrackedClip : IDisposable
{
    /// <summary>What the clip holds, frames/s and frames.</summary>
    public const int Rate = 60, Frames = 40;

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<CliResult>> _run;

    public TrackedClip() => _run = new Lazy<Task<CliResult>>(RunAsync);

    internal Task<CliResult> Result => _run.Value;

    /// <summary>The first run's file or folder of this suffix.</summary>
    public string First(string suffix) => _folder.File("out", "cam01" + suffix);

    /// <summary>The second run's.</summary>
    public string Second(string suffix) => _folder.File("out", "cam01-2" + suffix);

    public void Dispose() => _folder.Dispose();

    private async Task<CliResult> RunAsync()
    {
        string clip = _folder.File("cam01.mp4"), again = _folder.File("again", "cam01.mp4");
        Ffmpeg.Run($"-i {SharedData.Path("video", "pose2sim_single_cam01.mp4")} -frames:v {Frames} -vf scale=360:-2 -an -c:v libx264 -preset ultrafast {clip}");
        Directory.CreateDirectory(_folder.File("again"));
        File.Copy(clip, again);
        return await Cli.RunAsync(
            "video", clip, again, "-o", _folder.File("out"), "--formats", "jsonl,coco,openpose,csv,video", "--threads", "2",
            "--detector", SharedData.Path("models", "detectors", "rtmdet_nano_person.onnx"), "--pose", SharedData.Path("models", "pose", "pp_tinypose_128x96.onnx"));
    }
}
