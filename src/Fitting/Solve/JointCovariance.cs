namespace LivePose.Fitting;

/// <summary>Uncertainty of every joint's position from the curvature of the energy at its minimum.</summary>
/// <remarks>Laplace's approximation: Cov = H⁻¹ in the tangent space, J H⁻¹ Jᵀ for a joint; with H = L Lᵀ that is YᵀY, L Y = Jᵀ.</remarks>
/// <param name="layout">Order of the unknowns.</param>
internal sealed class JointCovariance(ParameterLayout layout)
{
    private const int Columns = 3 * BodyJoint.Count;

    private readonly double[] _rightHand = new double[layout.Count * Columns];
    private readonly int[] _places = new int[layout.Count];
    private readonly int[] _chainColumns = new int[layout.Count];
    private readonly Vector3D[] _jacobian = new Vector3D[layout.Count];

    /// <summary>Computes all 24.</summary>
    /// <param name="body">Kinematics with derivatives at the minimum.</param>
    /// <param name="factor">L, shape [m, m].</param>
    /// <param name="active">The unknowns in the factor, ascending, shape [m].</param>
    /// <param name="covariances">Out: m², shape [24].</param>
    public void Compute(BodyKinematics body, ReadOnlySpan<double> factor, ReadOnlySpan<int> active, Span<Matrix3> covariances)
    {
        Array.Fill(_places, -1);
        for (int a = 0; a < active.Length; a++)
        {
            _places[active[a]] = a;
        }

        Span<double> y = _rightHand.AsSpan(0, active.Length * Columns);
        y.Clear();
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            FillColumns(body, j, y);
        }

        Cholesky.SolveLower(factor, active.Length, y, Columns);
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            covariances[j] = Gram(y, active.Length, 3 * j);
        }
    }

    private void FillColumns(BodyKinematics body, int joint, Span<double> y)
    {
        int count = body.JointJacobian(joint, _chainColumns, _jacobian);
        for (int i = 0; i < count; i++)
        {
            int place = _places[_chainColumns[i]];
            if (place >= 0)
            {
                int at = (place * Columns) + (3 * joint);
                (y[at], y[at + 1], y[at + 2]) = (_jacobian[i].X, _jacobian[i].Y, _jacobian[i].Z);
            }
        }
    }

    private static Matrix3 Gram(ReadOnlySpan<double> y, int rows, int column)
    {
        double xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0;
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<double> v = y.Slice((i * Columns) + column, 3);
            xx += v[0] * v[0];
            xy += v[0] * v[1];
            xz += v[0] * v[2];
            yy += v[1] * v[1];
            yz += v[1] * v[2];
            zz += v[2] * v[2];
        }

        return new Matrix3(xx, xy, xz, xy, yy, yz, xz, yz, zz);
    }
}
