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
        Vector3D x = precision.X * derivative.Row1, y = precision.Y * derivative.Row2, z = precision.Z * derivative.Row3;
        Vector3D a = derivative.Row1, b = derivative.Row2, c = derivative.Row3;
        double h21 = (x.Y * a.X) + (y.Y * b.X) + (z.Y * c.X);
        double h31 = (x.Z * a.X) + (y.Z * b.X) + (z.Z * c.X);
        double h32 = (x.Z * a.Y) + (y.Z * b.Y) + (z.Z * c.Y);
        Matrix3 hessian = new(
            (x.X * a.X) + (y.X * b.X) + (z.X * c.X), h21, h31,
            h21, (x.Y * a.Y) + (y.Y * b.Y) + (z.Y * c.Y), h32,
            h31, h32, (x.Z * a.Z) + (y.Z * b.Z) + (z.Z * c.Z));
        equations.AddBlock(3 * joint, hessian, (residual.X * x) + (residual.Y * y) + (residual.Z * z));
    }
}
