namespace LivePose.Pose.Evaluate;

/// <summary>How well a confidence predicts the accuracy that is reached.</summary>
/// <param name="Count">Samples.</param>
/// <param name="MeanConfidence">Mean confidence.</param>
/// <param name="MeanAccuracy">Mean accuracy; a calibrated confidence has the same mean.</param>
/// <param name="Pearson">Linear correlation; NaN when a side is constant.</param>
/// <param name="Spearman">Rank correlation; NaN when a side is constant.</param>
/// <param name="Ece">Expected calibration error, 10 bins of equal width.</param>
/// <param name="AdaptiveEce">Expected calibration error, 10 bins of equal mass.</param>
/// <param name="Ause">Area under the sparsification error, error = 1 - accuracy, not normalised.</param>
/// <param name="RelativeAuse"><paramref name="Ause"/> over the mean error.</param>
public sealed record CalibrationMeasures(
    int Count, double MeanConfidence, double MeanAccuracy, double Pearson, double Spearman, double Ece, double AdaptiveEce, double Ause, double RelativeAuse)
{
    /// <summary>Measures a set of samples.</summary>
    /// <param name="confidences">Shape [N].</param>
    /// <param name="accuracies">Shape [N], in [0, 1].</param>
    public static CalibrationMeasures Of(ReadOnlySpan<double> confidences, ReadOnlySpan<double> accuracies)
    {
        Sparsification sparsification = Sparsification.Of(confidences, ErrorsOf(accuracies));
        return new CalibrationMeasures(
            confidences.Length,
            Correlation.Mean(confidences),
            Correlation.Mean(accuracies),
            Correlation.Pearson(confidences, accuracies),
            Correlation.Spearman(confidences, accuracies),
            Reliability.EqualWidth(confidences, accuracies).Error,
            Reliability.EqualMass(confidences, accuracies).Error,
            sparsification.Ause,
            sparsification.RelativeAuse);
    }

    /// <summary>1 - accuracy.</summary>
    internal static double[] ErrorsOf(ReadOnlySpan<double> accuracies)
    {
        double[] errors = accuracies.ToArray();
        for (int i = 0; i < errors.Length; i++)
        {
            errors[i] = 1 - errors[i];
        }

        return errors;
    }
}
