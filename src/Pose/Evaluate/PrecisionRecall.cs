namespace LivePose.Pose.Evaluate;

/// <summary>Precision over recall in one area range.</summary>
/// <param name="Precision">Shape [10, 101]: interpolated precision at each OKS threshold and recall; -1 without people.</param>
/// <param name="Recall">Shape [10]: largest recall at each OKS threshold; -1 without people.</param>
public sealed record PrecisionRecall(double[,] Precision, double[] Recall)
{
    /// <summary>Average precision at one OKS threshold, or -1.</summary>
    public double AveragePrecision(int threshold)
    {
        double sum = 0;
        for (int r = 0; r < Precision.GetLength(1); r++)
        {
            sum += Precision[threshold, r];
        }

        return sum / Precision.GetLength(1);
    }

    /// <summary>Mean of <see cref="AveragePrecision"/> over the thresholds, or -1.</summary>
    public double MeanAveragePrecision => Enumerable.Range(0, Recall.Length).Average(AveragePrecision);

    /// <summary>Mean recall over the thresholds, or -1.</summary>
    public double MeanRecall => Recall.Average();
}
