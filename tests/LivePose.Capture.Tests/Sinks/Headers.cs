using LivePose.Capture.Sinks;

namespace LivePose.Capture.Tests.Sinks;

/// <summary>A header for tests.</summary>
internal static class Headers
{
    public static readonly SinkHeader Plain = new(
        "clip.mp4", 64, 48, 30, KeypointSets.Coco17, "livepose 1.0", ["rtmdet", "tinypose"], "expected OKS", "P(visible)");
}
