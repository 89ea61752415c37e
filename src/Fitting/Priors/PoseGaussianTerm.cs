namespace LivePose.Fitting;

/// <summary>A Gaussian on the rotation vector of every joint around its usual value.</summary>
/// <param name="ranges">Mean and spread.</param>
/// <param name="weight">Factor on the energy; 1 = the spread is a true standard deviation.</param>
public sealed class PoseGaussianTerm(JointRanges ranges, double weight) : IEnergyTerm
{
    private readonly Vector3D[] _precision = [.. ranges.Spread.Select(s => new Vector3D(Precision(s.X), Precision(s.Y), Precision(s.Z)))];

    /// <inheritdoc/>
    public string Name => "pose";

    /// <summary>Factor on the energy.</summary>
    public double Weight { get; set; } = weight;

    /// <inheritdoc/>
    public double Energy(BodyState state)
    {
        double sum = 0;
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            Vector3D d = state.RotationVectors[j] - ranges.Mean[j], p = _precision[j];
            sum += (p.X * d.X * d.X) + (p.Y * d.Y * d.Y) + (p.Z * d.Z * d.Z);
        }

        return 0.5 * Weight * sum;
    }

    /// <inheritdoc/>
    public void Accumulate(BodyState state, NormalEquations equations)
    {
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            RotationVectorTerm.Add(
                equations, j, state.RotationDerivatives[j], Weight * _precision[j], state.RotationVectors[j] - ranges.Mean[j]);
        }
    }

    private static double Precision(double spread) => spread > 0 ? 1 / (spread * spread) : 0;
}
