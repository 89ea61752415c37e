namespace LivePose.Fitting;

/// <summary>The focal length stays near the given one: ½ (log scale / σ)².</summary>
/// <param name="sigma">Relative uncertainty of the given focal length, positive.</param>
public sealed class FocalTerm(double sigma) : IEnergyTerm
{
    private readonly double _weight = 1 / (sigma * sigma);

    /// <inheritdoc/>
    public string Name => "focal length";

    /// <inheritdoc/>
    public double Energy(BodyState state) => 0.5 * _weight * state.Parameters.LogFocalScale * state.Parameters.LogFocalScale;

    /// <inheritdoc/>
    public void Accumulate(BodyState state, NormalEquations equations)
    {
        int index = state.Kinematics.Layout.Focal;
        equations.Gradient[index] += _weight * state.Parameters.LogFocalScale;
        equations.Hessian[(index * equations.Count) + index] += _weight;
    }
}
