namespace LivePose.App.Bodies;

/// <summary>How far fitted bodies are from the true ones, one number a pose.</summary>
/// <param name="Aligned">PA-MPJPE, metres; infinite when the fit was rejected, NaN when the person does not count.</param>
/// <param name="Plain">MPJPE, metres; likewise.</param>
internal sealed record FitErrors(double[] Aligned, double[] Plain)
{
    /// <summary>Fits that were not to be trusted.</summary>
    public int Rejected => Aligned.Count(double.IsPositiveInfinity);

    /// <summary>The poses that every one of several fits has an error of, so that their means are over the same people.</summary>
    public static int[] Shared(IReadOnlyList<FitErrors> fits) =>
        [.. Enumerable.Range(0, fits[0].Aligned.Length).Where(n => fits.All(fit => double.IsFinite(fit.Aligned[n])))];
}
