using OpenCvSharp;

namespace LivePose.Capture.Sources;

/// <summary>A feed through OpenCV.</summary>
/// <param name="capture">Owned by the feed; may not be open.</param>
internal sealed class CaptureFeed(VideoCapture capture) : ILiveFeed
{
    private long _read;

    public double FramesPerSecond => capture.Fps is > 0 and <= 1000 and double rate ? rate : 0;

    public bool IsFinished => capture.FrameCount > 0 && _read >= capture.FrameCount;

    public bool TryRead(Mat picture)
    {
        bool isRead = capture.IsOpened() && capture.Read(picture) && !picture.Empty();
        _read += isRead ? 1 : 0;
        return isRead;
    }

    public void Abort()
    {
        // OpenCV has no way to interrupt a read; its own time-out ends it.
    }

    public void Dispose() => capture.Dispose();
}
