namespace LivePose.Fitting;

/// <summary>The part that all priors on rotation vectors share: from the vector's derivative to the normal equations.</summary>
internal static class RotationVectorTerm
{
    /// <summary>Adds ½ Σ precision_i r_i², with r a function of the rotation vector of unit slope.</summary>
    /// <param name="equations">Added to.</param>
    /// <param name="joint">The joint.</param>
    /// <param name="derivative">Of the rotation vector by the tangent.</param>
    /// <param name="precision">1 / variance per component.</param>
    /// <param name="residual">r.</param>
    public static void Add(NormalEquations equations, int joint, in Matrix3 derivative, Vector3D precision, Vector3D residual)
    {
        Matrix3 transposed = derivative.Transpose();
        Matrix3 weighted = new(
            precision.X * derivative.M11, precision.X * derivative.M12, precision.X * derivative.M13,
            precision.Y * derivative.M21, precision.Y * derivative.M22, precision.Y * derivative.M23,
            precision.Z * derivative.M31, precision.Z * derivative.M32, precision.Z * derivative.M33);
        Vector3D force = new(precision.X * residual.X, precision.Y * residual.Y, precision.Z * residual.Z);
        equations.AddBlock(3 * joint, transposed * weighted, transposed * force);
    }
}
