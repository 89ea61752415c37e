namespace LivePose.Fitting;

/// <summary>Motion is smooth: the change of velocity over three frames, of every joint and of the body.</summary>
/// <remarks>
/// r = δ₂ - δ₁, δ₁ = log(R₀ᵀ R₁), δ₂ = log(R₁ᵀ R₂), weighted by 1 / (q² dt³) (<see cref="MotionModel"/>). With J = J_r⁻¹:
/// dr/dω₀ = J(δ₁)ᵀ, dr/dω₁ = -J(δ₁) - J(δ₂)ᵀ, dr/dω₂ = J(δ₂).
/// </remarks>
internal sealed class SmoothnessLinks
{
    private readonly double[] _weights = new double[BodyJoint.Count];
    private readonly double _translationWeight;

    /// <param name="dt">Seconds between frames.</param>
    /// <param name="unsteadiness">Factor on the motion model.</param>
    public SmoothnessLinks(double dt, double unsteadiness)
    {
        double cube = dt * dt * dt * unsteadiness * unsteadiness;
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            _weights[j] = 1 / (MotionModel.Rotation(j) * MotionModel.Rotation(j) * cube);
        }

        _translationWeight = 1 / (MotionModel.Translation * MotionModel.Translation * cube);
    }

    /// <summary>Energy of three frames in a row.</summary>
    public double Energy(BodyParameters before, BodyParameters middle, BodyParameters after)
    {
        double sum = 0;
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            sum += _weights[j] * (Step(middle, after, j) - Step(before, middle, j)).LengthSquared;
        }

        return 0.5 * (sum + (_translationWeight * Bend(before, middle, after).LengthSquared));
    }

    /// <summary>Adds the three frames' blocks.</summary>
    /// <param name="before">First frame.</param>
    /// <param name="middle">Second frame.</param>
    /// <param name="after">Third frame.</param>
    /// <param name="system">Added to.</param>
    /// <param name="first">Block of the first frame; negative blocks are fixed frames and get nothing.</param>
    public void Accumulate(BodyParameters before, BodyParameters middle, BodyParameters after, BandedArrowSystem system, int first)
    {
        Span<Matrix3> jacobians = stackalloc Matrix3[3];
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            Vector3D d1 = Step(before, middle, j), d2 = Step(middle, after, j);
            Matrix3 j1 = Rotation.RightJacobianInverse(d1), j2 = Rotation.RightJacobianInverse(d2);
            jacobians[0] = j1.Transpose();
            jacobians[1] = -1 * (j1 + j2.Transpose());
            jacobians[2] = j2;
            Add(system, first, 3 * j, jacobians, d2 - d1, _weights[j]);
        }

        jacobians[0] = Matrix3.Identity;
        jacobians[1] = -2 * Matrix3.Identity;
        jacobians[2] = Matrix3.Identity;
        Add(system, first, ParameterLayout.Translation, jacobians, Bend(before, middle, after), _translationWeight);
    }

    private static void Add(
        BandedArrowSystem system, int first, int offset, ReadOnlySpan<Matrix3> jacobians, Vector3D residual, double weight)
    {
        const int N = ParameterLayout.PoseCount;
        for (int a = Math.Max(0, -first); a < 3; a++)
        {
            int t = first + a;
            Matrix3 transposed = weight * jacobians[a].Transpose();
            Vector3D force = transposed * residual;
            Span<double> right = system.Right(t).Slice(offset, 3);
            (right[0], right[1], right[2]) = (right[0] - force.X, right[1] - force.Y, right[2] - force.Z);
            for (int b = Math.Max(0, -first); b <= a; b++)
            {
                Span<double> block = a == b ? system.Diagonal(t) : a == b + 1 ? system.First(t) : system.Second(t);
                Matrix3 h = transposed * jacobians[b];
                for (int row = 0; row < 3; row++)
                {
                    Span<double> line = block.Slice(((offset + row) * N) + offset, 3);
                    (line[0], line[1], line[2]) = (line[0] + h[row, 0], line[1] + h[row, 1], line[2] + h[row, 2]);
                }
            }
        }
    }

    private static Vector3D Step(BodyParameters from, BodyParameters to, int joint) =>
        Rotation.Log(from.Rotations[joint].Transpose() * to.Rotations[joint]);

    private static Vector3D Bend(BodyParameters before, BodyParameters middle, BodyParameters after) =>
        after.Translation - (2 * middle.Translation) + before.Translation;
}
