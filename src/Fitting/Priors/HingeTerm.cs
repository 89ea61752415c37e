namespace LivePose.Fitting;

/// <summary>Knees and elbows do not bend backwards: ½ exp(2 a x / σ) of the angle x past straight.</summary>
/// <remarks>
/// The exponential prior of F. Bogo et al., SMPLify, ECCV 2016, eq. 4, as a residual r = exp(x / σ): nearly nothing for a bent
/// joint, a wall for one that is bent the wrong way.
/// </remarks>
/// <param name="sigma">Angle over which the residual grows e-fold, radians, positive.</param>
public sealed class HingeTerm(double sigma) : IEnergyTerm
{
    private const double LargestExponent = 12;

    /// <summary>Joint, axis of its rotation vector, and the sign of a wrong bend.</summary>
    private static readonly (int Joint, int Axis, int Sign)[] Hinges =
    [
        (BodyJoint.LeftKnee, 0, -1), (BodyJoint.RightKnee, 0, -1), (BodyJoint.LeftElbow, 1, 1), (BodyJoint.RightElbow, 1, -1),
    ];

    /// <inheritdoc/>
    public string Name => "hinge";

    /// <inheritdoc/>
    public double Energy(BodyState state)
    {
        double energy = 0;
        foreach ((int joint, int axis, int sign) in Hinges)
        {
            double exponent = sign * state.RotationVectors[joint][axis] / sigma;
            if (exponent > LargestExponent)
            {
                return double.PositiveInfinity;
            }

            energy += 0.5 * Math.Exp(2 * exponent);
        }

        return energy;
    }

    /// <inheritdoc/>
    public void Accumulate(BodyState state, NormalEquations equations)
    {
        foreach ((int joint, int axis, int sign) in Hinges)
        {
            double residual = Math.Exp(Math.Min(LargestExponent, sign * state.RotationVectors[joint][axis] / sigma));
            double slope = sign * residual / sigma;
            Matrix3 d = state.RotationDerivatives[joint];
            Vector3D row = slope * (axis == 0 ? d.Row1 : d.Row2);
            Matrix3 outer = new(
                row.X * row.X, row.X * row.Y, row.X * row.Z, row.Y * row.X, row.Y * row.Y, row.Y * row.Z, row.Z * row.X, row.Z * row.Y, row.Z * row.Z);
            equations.AddBlock(3 * joint, outer, residual * row);
        }
    }
}
