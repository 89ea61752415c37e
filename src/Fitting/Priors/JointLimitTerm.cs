namespace LivePose.Fitting;

/// <summary>Anatomical limits: the part of each rotation vector that lies outside its range, squared.</summary>
/// <param name="ranges">Limits.</param>
/// <param name="sigma">Softness of the wall, radians, positive.</param>
public sealed class JointLimitTerm(JointRanges ranges, double sigma) : IEnergyTerm
{
    private readonly double _weight = 1 / (sigma * sigma);

    /// <inheritdoc/>
    public string Name => "joint limits";

    /// <inheritdoc/>
    public double Energy(BodyState state)
    {
        double sum = 0;
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            sum += Excess(j, state.RotationVectors[j]).LengthSquared;
        }

        return 0.5 * _weight * sum;
    }

    /// <inheritdoc/>
    public void Accumulate(BodyState state, NormalEquations equations)
    {
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            Vector3D excess = Excess(j, state.RotationVectors[j]);
            if (excess != default)
            {
                Vector3D precision = new(
                    excess.X != 0 ? _weight : 0, excess.Y != 0 ? _weight : 0, excess.Z != 0 ? _weight : 0);
                RotationVectorTerm.Add(equations, j, state.RotationDerivatives[j], precision, excess);
            }
        }
    }

    private Vector3D Excess(int joint, Vector3D v)
    {
        Vector3D lower = ranges.Lower[joint], upper = ranges.Upper[joint];
        return new Vector3D(Beyond(v.X, lower.X, upper.X), Beyond(v.Y, lower.Y, upper.Y), Beyond(v.Z, lower.Z, upper.Z));
    }

    private static double Beyond(double value, double lower, double upper) => value - Math.Clamp(value, lower, upper);
}
