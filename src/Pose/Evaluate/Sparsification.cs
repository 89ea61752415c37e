namespace LivePose.Pose.Evaluate;

/// <summary>Mean error of what is left as the least confident are removed, beside the best that any ranking could reach.</summary>
/// <remarks>
/// <para>With N samples, element i of a curve is the mean error of the N - i samples that remain when i are removed: those of
/// lowest confidence (<see cref="Predicted"/>) or of largest error (<see cref="Oracle"/>). Samples of equal confidence
/// count with the mean of their errors: the expectation over all orders in which they could be removed.</para>
/// <para>AUSE is the area between the curves over the removed fraction 0, 1/N, ..., (N - 1)/N (Ilg et al. 2018, "Uncertainty estimates
/// and multi-hypotheses networks for optical flow"). It is not normalised, so it has the unit of the error, as in Poggi et al. 2020; the
/// tables of Gu et al. 2023 are read as 100 times this. <see cref="RelativeAuse"/> divides by the mean error, Ilg's convention.</para>
/// </remarks>
/// <param name="Predicted">Shape [N].</param>
/// <param name="Oracle">Shape [N].</param>
public sealed record Sparsification(double[] Predicted, double[] Oracle)
{
    /// <summary>Area between the curves, unit of the error, not negative up to rounding; 0 when confidence ranks as the error does.</summary>
    public double Ause => Predicted.Length == 0 ? 0 : Predicted.Zip(Oracle, (p, o) => p - o).Sum() / Predicted.Length;

    /// <summary><see cref="Ause"/> over the mean error of all samples; NaN when there is no error.</summary>
    public double RelativeAuse => Predicted.Length == 0 ? double.NaN : Ause / Predicted[0];

    /// <summary>Curves of a set of samples.</summary>
    /// <param name="confidences">Shape [N], high = trusted.</param>
    /// <param name="errors">Shape [N], for example 1 - OKS.</param>
    public static Sparsification Of(ReadOnlySpan<double> confidences, ReadOnlySpan<double> errors)
    {
        double[] byConfidence = Correlation.SortedByConfidence(confidences, errors).Values;
        double[] byError = errors.ToArray();
        Array.Sort(byError, static (a, b) => b.CompareTo(a));
        return new Sparsification(MeansOfRest(byConfidence), MeansOfRest(byError));
    }

    private static double[] MeansOfRest(double[] errors)
    {
        double sum = 0;
        for (int i = errors.Length - 1; i >= 0; i--)
        {
            sum += errors[i];
            errors[i] = sum / (errors.Length - i);
        }

        return errors;
    }
}
