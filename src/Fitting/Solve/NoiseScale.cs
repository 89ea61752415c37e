namespace LivePose.Fitting;

/// <summary>How much larger or smaller the keypoints' errors are than their weights say: the variance factor, learned from residuals.</summary>
/// <remarks>
/// φ = Σ w r² / (observations - unknowns that they determine), the a-posteriori variance of unit weight of adjustment theory
/// (K.-R. Koch, "Parameter estimation and hypothesis testing in linear models", 2nd ed., 1999, sec. 3.2.5), over the last seconds
/// and with a prior worth <see cref="PriorFreedom"/> observations at 1. Calibrated confidences keep it near 1; scores that are
/// not calibrated would otherwise let the priors rule, or rule the priors.
/// </remarks>
internal sealed class NoiseScale
{
    private const double PriorFreedom = 30, Memory = 0.98, Least = 0.03, Largest = 10;

    private double _squares;
    private double _freedom;

    /// <summary>φ, positive.</summary>
    public double Value => Math.Clamp((PriorFreedom + _squares) / (PriorFreedom + _freedom), Least, Largest);

    /// <summary>Back to 1.</summary>
    public void Reset() => (_squares, _freedom) = (0, 0);

    /// <summary>Takes in one good fit.</summary>
    /// <param name="squares">Σ w r² with the weights as observed, robustly weighted.</param>
    /// <param name="freedom">Observations, robustly counted, less the share of each that the fit was bent to.</param>
    public void Observe(double squares, double freedom)
    {
        _squares = (Memory * _squares) + squares;
        _freedom = (Memory * _freedom) + Math.Max(0, freedom);
    }
}
