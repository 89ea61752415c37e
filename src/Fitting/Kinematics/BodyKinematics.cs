namespace LivePose.Fitting;

/// <summary>Forward kinematics without vertices: joints and keypoints of a posed body, and their derivatives.</summary>
/// <remarks>
/// Joint j with parent p: G_j = G_p R_j and x_j = x_p + G_p (J_j(β) - J_p(β)); a keypoint on joint a: x = x_a + G_a o(β).
/// Turning R_j by exp(ω) moves every point x below j by (G_j ω) × (x - x_j), so a keypoint depends only on the joints of its
/// own chain. Everything is allocated once; not thread-safe.
/// </remarks>
public sealed class BodyKinematics
{
    private readonly int _shapeCount;
    private readonly Vector3D[] _bones = new Vector3D[BodyJoint.Count];
    private readonly Vector3D[] _boneShape;
    private readonly Vector3D[] _jointByShape;

    /// <summary>Allocates the buffers.</summary>
    public BodyKinematics(BodySkeleton skeleton, KeypointRig rig)
    {
        Skeleton = skeleton;
        Rig = rig;
        _shapeCount = skeleton.ShapeCount;
        Keypoints = new Vector3D[rig.Count];
        _boneShape = new Vector3D[BodyJoint.Count * _shapeCount];
        _jointByShape = new Vector3D[BodyJoint.Count * _shapeCount];
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            for (int s = 0; s < _shapeCount; s++)
            {
                Vector3D own = skeleton.JointShape[(j * _shapeCount) + s];
                _boneShape[(j * _shapeCount) + s] = j == 0 ? own : own - skeleton.JointShape[(skeleton.Parents[j] * _shapeCount) + s];
            }
        }
    }

    /// <summary>The body.</summary>
    public BodySkeleton Skeleton { get; }

    /// <summary>The keypoints.</summary>
    public KeypointRig Rig { get; }

    /// <summary>Order of the unknowns.</summary>
    public ParameterLayout Layout => new(_shapeCount);

    /// <summary>Joint positions, metres, camera frame, shape [24].</summary>
    public Vector3D[] Joints { get; } = new Vector3D[BodyJoint.Count];

    /// <summary>Rotation of each joint from its own frame to the camera frame, shape [24].</summary>
    public Matrix3[] GlobalRotations { get; } = new Matrix3[BodyJoint.Count];

    /// <summary>Keypoint positions, metres, camera frame, shape [K]; zero where the body has no place for one.</summary>
    public Vector3D[] Keypoints { get; }

    /// <summary>Poses the body.</summary>
    public void Update(BodyParameters parameters)
    {
        ShapeBones(parameters.Betas);
        GlobalRotations[0] = parameters.Rotations[0];
        Joints[0] = _bones[0] + parameters.Translation;
        int[] parents = Skeleton.Parents;
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            int p = parents[j];
            ref readonly Matrix3 parent = ref GlobalRotations[p];
            Joints[j] = Joints[p] + (parent * _bones[j]);
            GlobalRotations[j] = parent * parameters.Rotations[j];
        }

        for (int k = 0; k < Keypoints.Length; k++)
        {
            if (Rig.Attachments[k] is { } at)
            {
                Keypoints[k] = Joints[at.Joint] + (GlobalRotations[at.Joint] * Offset(at, parameters.Betas));
            }
        }
    }

    /// <summary>Prepares the derivatives of the last <see cref="Update"/>.</summary>
    public void UpdateDerivatives()
    {
        int[] parents = Skeleton.Parents;
        for (int s = 0; s < _shapeCount; s++)
        {
            _jointByShape[s] = _boneShape[s];
        }

        for (int j = 1; j < BodyJoint.Count; j++)
        {
            int p = parents[j];
            ref readonly Matrix3 parent = ref GlobalRotations[p];
            for (int s = 0; s < _shapeCount; s++)
            {
                _jointByShape[(j * _shapeCount) + s] = _jointByShape[(p * _shapeCount) + s] + (parent * _boneShape[(j * _shapeCount) + s]);
            }
        }
    }

    /// <summary>Number of unknowns that a point on a joint depends on.</summary>
    public int ColumnCount(int joint) => (3 * Skeleton.Chain(joint).Length) + 3 + _shapeCount;

    /// <summary>Derivative of a keypoint's position by the unknowns that move it.</summary>
    /// <param name="keypoint">Index of a keypoint that has a place on the body.</param>
    /// <param name="columns">Out: indices of the unknowns, ascending, shape [at least <see cref="ColumnCount"/>].</param>
    /// <param name="jacobian">Out: derivative by each, metres per radian, metre or unit, same shape.</param>
    /// <returns>Number of columns written.</returns>
    public int KeypointJacobian(int keypoint, Span<int> columns, Span<Vector3D> jacobian)
    {
        KeypointAttachment at = Rig.Attachments[keypoint]!;
        int count = PointJacobian(at.Joint, Keypoints[keypoint], columns, jacobian);
        for (int s = 0; s < at.OffsetShape.Length; s++)
        {
            jacobian[count - _shapeCount + s] += GlobalRotations[at.Joint] * at.OffsetShape[s];
        }

        return count;
    }

    /// <summary>Derivative of a joint's position by the unknowns that move it; arguments as for <see cref="KeypointJacobian"/>.</summary>
    public int JointJacobian(int joint, Span<int> columns, Span<Vector3D> jacobian) =>
        PointJacobian(joint, Joints[joint], columns, jacobian);

    private int PointJacobian(int joint, Vector3D point, Span<int> columns, Span<Vector3D> jacobian)
    {
        int n = 0;
        foreach (int j in Skeleton.Chain(joint))
        {
            Vector3D arm = point - Joints[j];
            ref readonly Matrix3 g = ref GlobalRotations[j];
            (columns[n], columns[n + 1], columns[n + 2]) = (3 * j, (3 * j) + 1, (3 * j) + 2);
            jacobian[n++] = Vector3D.Cross(g.Column1, arm);
            jacobian[n++] = Vector3D.Cross(g.Column2, arm);
            jacobian[n++] = Vector3D.Cross(g.Column3, arm);
        }

        for (int axis = 0; axis < 3; axis++)
        {
            columns[n] = ParameterLayout.Translation + axis;
            jacobian[n++] = new Vector3D(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
        }

        for (int s = 0; s < _shapeCount; s++)
        {
            columns[n] = ParameterLayout.Betas + s;
            jacobian[n++] = _jointByShape[(joint * _shapeCount) + s];
        }

        return n;
    }

    private void ShapeBones(double[] betas)
    {
        Vector3D[] rest = Skeleton.RestJoints;
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            Vector3D bone = j == 0 ? rest[0] : rest[j] - rest[Skeleton.Parents[j]];
            _bones[j] = Shaped(bone, _boneShape.AsSpan(j * _shapeCount, _shapeCount), betas);
        }
    }

    private static Vector3D Offset(KeypointAttachment at, double[] betas) => Shaped(at.Offset, at.OffsetShape, betas);

    private static Vector3D Shaped(Vector3D mean, ReadOnlySpan<Vector3D> directions, double[] betas)
    {
        double x = mean.X, y = mean.Y, z = mean.Z;
        for (int s = 0; s < directions.Length; s++)
        {
            x += directions[s].X * betas[s];
            y += directions[s].Y * betas[s];
            z += directions[s].Z * betas[s];
        }

        return new Vector3D(x, y, z);
    }
}
