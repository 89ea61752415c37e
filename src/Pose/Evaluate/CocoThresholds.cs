namespace LivePose.Pose.Evaluate;

/// <summary>The constants of COCO keypoint evaluation.</summary>
/// <remarks>Lin et al. 2014 and cocodataset.org/#keypoints-eval; values as numpy's linspace rounds them.</remarks>
public static class CocoThresholds
{
    /// <summary>Detections of an image that count, those of highest score.</summary>
    public const int MaxDetections = 20;

    /// <summary>OKS thresholds 0.50, 0.55, ..., 0.95.</summary>
    public static ReadOnlySpan<double> Oks => OksValues;

    /// <summary>Recalls 0, 0.01, ..., 1 at which precision is read.</summary>
    public static ReadOnlySpan<double> Recall => RecallValues;

    /// <summary>Index of 0.75 in <see cref="Oks"/>.</summary>
    internal const int Oks75 = 5;

    /// <summary>Area ranges in px²: all, medium, large. Both ends belong to the range.</summary>
    internal static readonly (double Least, double Most)[] Areas = [(0, 1e10), (1024, 9216), (9216, 1e10)];

    private static readonly double[] OksValues = Linspace(0.5, 0.95, 10);
    private static readonly double[] RecallValues = Linspace(0, 1, 101);

    private static double[] Linspace(double first, double last, int count)
    {
        double step = (last - first) / (count - 1);
        double[] values = [.. Enumerable.Range(0, count).Select(i => (i * step) + first)];
        values[^1] = last;
        return values;
    }
}
