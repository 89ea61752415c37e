namespace LivePose.Pose.Evaluate;

/// <summary>The ten numbers of COCO keypoint evaluation; -1 where there is nothing to average.</summary>
/// <param name="AP">Average precision over OKS thresholds 0.50, 0.55, ..., 0.95 and 101 recalls.</param>
/// <param name="AP50">At OKS 0.50.</param>
/// <param name="AP75">At OKS 0.75.</param>
/// <param name="APm">Of people of medium area, 32² to 96² px².</param>
/// <param name="APl">Of people of large area, above 96² px².</param>
/// <param name="AR">Largest recall, averaged over the same thresholds, with at most 20 detections an image.</param>
/// <param name="AR50">At OKS 0.50.</param>
/// <param name="AR75">At OKS 0.75.</param>
/// <param name="ARm">Of people of medium area.</param>
/// <param name="ARl">Of people of large area.</param>
public sealed record CocoSummary(
    double AP, double AP50, double AP75, double APm, double APl, double AR, double AR50, double AR75, double ARm, double ARl)
{
    /// <summary>mAR - mAP: what miscalibrated ranking costs (Gu et al. 2023, eq. 8 and 9).</summary>
    public double CalibrationGap => AR - AP;

    /// <summary>The numbers with their names, in COCO's order.</summary>
    public IEnumerable<(string Name, double Value)> Named =>
    [
        ("AP", AP), ("AP50", AP50), ("AP75", AP75), ("APm", APm), ("APl", APl),
        ("AR", AR), ("AR50", AR50), ("AR75", AR75), ("ARm", ARm), ("ARl", ARl),
    ];
}
