namespace LivePose.Fitting;

/// <summary>Distance in the picture between observed keypoints and the body's own: Geman–McClure on the 2-vector residual.</summary>
/// <remarks>
/// E = Σ ½ w ρ(‖r‖²), ρ(s) = c² s / (c² + s) (S. Geman, D. McClure, 1987; used by F. Bogo et al., SMPLify, ECCV 2016, with one
/// fixed c; here c follows each keypoint's falloff). The second derivative is that of iteratively reweighted least squares,
/// ρ' Jᵀ J, which is positive semidefinite everywhere.
/// </remarks>
public sealed class ReprojectionTerm : IEnergyTerm
{
    private readonly int[] _columns;
    private readonly Vector3D[] _jacobian;
    private readonly double[] _rowX;
    private readonly double[] _rowY;

    /// <summary>Allocates the buffers.</summary>
    public ReprojectionTerm(KeypointRig rig, ParameterLayout layout)
    {
        Observations = new Observation[rig.Count];
        _columns = new int[layout.Count];
        _jacobian = new Vector3D[layout.Count];
        _rowX = new double[layout.Count];
        _rowY = new double[layout.Count];
    }

    /// <inheritdoc/>
    public string Name => "reprojection";

    /// <summary>What was seen, shape [K].</summary>
    public Observation[] Observations { get; }

    /// <summary>Factor on every c², at least 1: large while the pose is far away, so that no keypoint is given up too early.</summary>
    public double Widening { get; set; } = 1;

    /// <inheritdoc/>
    public double Energy(BodyState state)
    {
        double energy = 0;
        for (int k = 0; k < Observations.Length; k++)
        {
            ref readonly Observation seen = ref Observations[k];
            if (seen.Weight > 0 && state.Kinematics.Rig.Attachments[k] is not null)
            {
                Vector3D point = state.Kinematics.Keypoints[k];
                if (!(point.Z > PinholeCamera.NearDepth))
                {
                    return double.PositiveInfinity;
                }

                (double x, double y) = Residual(state.Camera, point, seen);
                double s = (x * x) + (y * y), c2 = Widening * seen.ScaleSquared;
                energy += 0.5 * seen.Weight * c2 * s / (c2 + s);
            }
        }

        return energy;
    }

    /// <inheritdoc/>
    public void Accumulate(BodyState state, NormalEquations equations)
    {
        PinholeCamera camera = state.Camera;
        for (int k = 0; k < Observations.Length; k++)
        {
            ref readonly Observation seen = ref Observations[k];
            if (!(seen.Weight > 0) || state.Kinematics.Rig.Attachments[k] is null)
            {
                continue;
            }

            (double x, double y) = Residual(camera, state.Kinematics.Keypoints[k], seen);
            double weight = seen.Weight * RobustWeight((x * x) + (y * y), Widening * seen.ScaleSquared);
            int count = ImageJacobian(state, k);
            AddRows(equations, count, x, y, weight);
        }
    }

    /// <summary>ρ'(s) of Geman–McClure, in (0, 1].</summary>
    /// <param name="squaredError">s, px².</param>
    /// <param name="scaleSquared">c², px².</param>
    public static double RobustWeight(double squaredError, double scaleSquared)
    {
        double q = scaleSquared / (scaleSquared + squaredError);
        return q * q;
    }

    private static (double X, double Y) Residual(PinholeCamera camera, Vector3D point, in Observation seen)
    {
        (double x, double y) = camera.Project(point);
        return (x - seen.X, y - seen.Y);
    }

    /// <summary>Rows of the derivative of the pixel by the unknowns of keypoint k; the focal length's column comes last.</summary>
    private int ImageJacobian(BodyState state, int k)
    {
        BodyKinematics body = state.Kinematics;
        PinholeCamera camera = state.Camera;
        Vector3D p = body.Keypoints[k];
        int count = body.KeypointJacobian(k, _columns, _jacobian);
        double depth = 1 / p.Z, fx = camera.FocalX * depth, fy = camera.FocalY * depth, u = p.X * depth, v = p.Y * depth;
        for (int i = 0; i < count; i++)
        {
            Vector3D d = _jacobian[i];
            _rowX[i] = fx * (d.X - (u * d.Z));
            _rowY[i] = fy * (d.Y - (v * d.Z));
        }

        (_columns[count], _rowX[count], _rowY[count]) = (body.Layout.Focal, camera.FocalX * u, camera.FocalY * v);
        return count + 1;
    }

    /// <summary>Adds both rows at once; chain columns come in threes and the rest is contiguous, so few cache lines are touched.</summary>
    private void AddRows(NormalEquations equations, int count, double x, double y, double weight)
    {
        ReadOnlySpan<int> columns = _columns.AsSpan(0, count);
        ReadOnlySpan<double> rowX = _rowX.AsSpan(0, count), rowY = _rowY.AsSpan(0, count);
        int n = equations.Count;
        for (int a = 0; a < columns.Length; a++)
        {
            double ax = weight * rowX[a], ay = weight * rowY[a];
            equations.Gradient[columns[a]] += (ax * x) + (ay * y);
            Span<double> line = equations.Hessian.AsSpan(columns[a] * n, n);
            for (int b = 0; b <= a; b++)
            {
                line[columns[b]] += (ax * rowX[b]) + (ay * rowY[b]);
            }
        }
    }
}
