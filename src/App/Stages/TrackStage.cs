namespace LivePose.App.Stages;

/// <summary>Gives people their identities, frame after frame, and smooths their keypoints.</summary>
internal sealed class TrackStage(Following following) : IStage<Posed, Tracked>
{
    public bool Process(Posed input, out Tracked output)
    {
        foreach (Frame frame in input.Batch.Frames)
        {
            following.Update(frame);
        }

        output = new Tracked(input.Batch);
        return true;
    }

    public void Dispose()
    {
    }
}
