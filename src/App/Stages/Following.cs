using LivePose.Pose.Track;

namespace LivePose.App.Stages;

/// <summary>The state that follows people through one source: identities, and smoothing when it is wanted.</summary>
internal sealed class Following(PersonTracker tracker, PoseSmoother? smoother)
{
    /// <summary>Sets ids and smooths; the frame's people come without either.</summary>
    public void Update(Frame frame)
    {
        tracker.Update(frame);
        smoother?.Smooth(frame);
    }
}
