using LivePose.Pose.Keypoints;

namespace LivePose.App.Stages;

/// <summary>Estimates keypoints in the crops of a whole batch of frames. Equal stages run side by side as lanes.</summary>
internal sealed class PoseStage(PoseEstimator estimator) : IStage<Located, Posed>
{
    public bool Process(Located input, out Posed output)
    {
        estimator.Estimate(input.Batch.Frames);
        output = new Posed(input.Batch);
        return true;
    }

    public void Dispose() => estimator.Dispose();
}
