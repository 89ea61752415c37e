using LivePose.App.Progress;
using LivePose.App.Stages;
using LivePose.Capture.Sources;
using LivePose.Fitting;

namespace LivePose.App.Window;

/// <summary>What a window shows, and what it says about it.</summary>
/// <param name="Source">Name, size and rate of the pictures.</param>
/// <param name="Keypoints">What the 2D poses are.</param>
/// <param name="Layout">Capacity of the frames.</param>
/// <param name="Fit">Has the bodies; null = poses only.</param>
/// <param name="Device">Where the networks run.</param>
/// <param name="Counters">Of the run.</param>
/// <param name="Drops">Frames lost so far.</param>
/// <param name="Folder">Where screenshots and recordings go.</param>
/// <param name="Name">What their names begin with.</param>
internal sealed record WindowScene(
    SourceInfo Source, KeypointSet Keypoints, FrameLayout Layout, FitStage? Fit, string Device, RunCounters Counters, Func<long> Drops, string Folder, string Name)
{
    /// <summary>The camera of the bodies; without any it does not matter.</summary>
    public PinholeCamera Camera => Fit?.Camera ?? PinholeCamera.FromImageSize(Source.Width, Source.Height);
}
