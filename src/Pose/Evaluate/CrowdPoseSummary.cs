namespace LivePose.Pose.Evaluate;

/// <summary>The nine numbers of CrowdPose evaluation; -1 where there is nothing to average.</summary>
/// <remarks>Li et al. 2019 (arXiv 1812.00324); images are split at crowd index 0.2 and 0.8, as the published evaluation code does (the paper's text says 0.1).</remarks>
/// <param name="AP">Average precision over OKS thresholds.</param>
/// <param name="AP50">At OKS 0.50.</param>
/// <param name="AP75">At OKS 0.75.</param>
/// <param name="AR">Largest recall, averaged over OKS thresholds.</param>
/// <param name="AR50">At OKS 0.50.</param>
/// <param name="AR75">At OKS 0.75.</param>
/// <param name="APeasy">Images of crowd index below 0.2.</param>
/// <param name="APmedium">Images of crowd index 0.2 to 0.8.</param>
/// <param name="APhard">Images of crowd index 0.8 and more.</param>
public sealed record CrowdPoseSummary(
    double AP, double AP50, double AP75, double AR, double AR50, double AR75, double APeasy, double APmedium, double APhard)
{
    private const double Easy = 0.2, Hard = 0.8;

    /// <summary>The numbers with their names.</summary>
    public IEnumerable<(string Name, double Value)> Named =>
    [
        ("AP", AP), ("AP50", AP50), ("AP75", AP75), ("AR", AR), ("AR50", AR50), ("AR75", AR75),
        ("APeasy", APeasy), ("APmedium", APmedium), ("APhard", APhard),
    ];

    /// <summary>Evaluates all images and the three levels.</summary>
    /// <exception cref="ArgumentException">As <see cref="CocoEvaluation.Run(GroundTruth, PoseResults)"/>.</exception>
    public static CrowdPoseSummary Run(GroundTruth truth, PoseResults results)
    {
        CocoSummary all = CocoEvaluation.Run(truth, results).Summary;
        double Level(Func<double, bool> includes) =>
            CocoEvaluation.Run(truth, results, EvaluatedPart.Whole(truth.Keypoints), includes: image => includes(image.CrowdIndex)).Summary.AP;
        return new CrowdPoseSummary(
            all.AP, all.AP50, all.AP75, all.AR, all.AR50, all.AR75,
            Level(crowding => crowding < Easy), Level(crowding => crowding is >= Easy and < Hard), Level(crowding => crowding >= Hard));
    }
}
