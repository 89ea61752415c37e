using LivePose.Pose.Keypoints;

namespace LivePose.App.Stages;

/// <summary>
/// Live: everything that needs the networks, in one stage, because queues between users of one device only add latency.
/// </summary>
internal sealed class LookStage(LiveRegions? regions, PoseEstimator estimator, Following following) : IStage<Captured, Tracked>
{
    public bool Process(Captured input, out Tracked output)
    {
        foreach (Frame frame in input.Batch.Frames)
        {
            regions?.Fill(frame);
        }

        estimator.Estimate(input.Batch.Frames);
        foreach (Frame frame in input.Batch.Frames)
        {
            following.Update(frame);
            regions?.Learn();
        }

        output = new Tracked(input.Batch);
        return true;
    }

    public void Dispose()
    {
        regions?.Dispose();
        estimator.Dispose();
    }
}
