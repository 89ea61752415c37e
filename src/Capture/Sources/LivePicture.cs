using OpenCvSharp;

namespace LivePose.Capture.Sources;

/// <summary>A captured picture on its way from the capture thread to the pipeline.</summary>
internal sealed class LivePicture : IDisposable
{
    /// <summary>Pixels; OpenCV keeps the memory while the size stays the same.</summary>
    public Mat Pixels { get; } = new();

    /// <summary>Identity and clock.</summary>
    public FrameStamp Stamp { get; set; }

    public void Dispose() => Pixels.Dispose();
}
