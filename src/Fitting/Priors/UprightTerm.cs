namespace LivePose.Fitting;

/// <summary>People stand and sit more than they lie, and cameras are held level: a weak pull of the trunk towards the picture's upright.</summary>
/// <remarks>r = the trunk's up direction, projected on the camera's x and z axes, over σ; it saturates, so a lying person stays possible.</remarks>
/// <param name="sigma">Usual tilt, radians, positive.</param>
public sealed class UprightTerm(double sigma) : IEnergyTerm
{
    private readonly double _weight = 1 / (sigma * sigma);

    /// <inheritdoc/>
    public string Name => "upright";

    /// <inheritdoc/>
    public double Energy(BodyState state)
    {
        Vector3D up = state.Parameters.Rotations[0].Column2;
        return 0.5 * _weight * ((up.X * up.X) + (up.Z * up.Z));
    }

    /// <inheritdoc/>
    public void Accumulate(BodyState state, NormalEquations equations)
    {
        // d(R e_y) = R (ω × e_y): the columns are R (e_x × e_y) = R e_z, 0, and R (e_z × e_y) = -R e_x.
        Matrix3 r = state.Parameters.Rotations[0];
        Vector3D up = r.Column2;
        Vector3D rowX = new(r.M13, 0, -r.M11), rowZ = new(r.M33, 0, -r.M31);
        Matrix3 h = new(
            (rowX.X * rowX.X) + (rowZ.X * rowZ.X), 0, (rowX.X * rowX.Z) + (rowZ.X * rowZ.Z), 0, 0, 0,
            (rowX.X * rowX.Z) + (rowZ.X * rowZ.Z), 0, (rowX.Z * rowX.Z) + (rowZ.Z * rowZ.Z));
        equations.AddBlock(0, _weight * h, _weight * ((up.X * rowX) + (up.Z * rowZ)));
    }
}
