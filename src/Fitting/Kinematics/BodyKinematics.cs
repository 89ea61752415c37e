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

    /// <summary>Bones from parent to joint, then keypoint offsets: x, y, z of each; mean shape, and change by each coefficient.</summary>
    private readonly double[] _meanLocal;
    private readonly double[][] _localByShape;
    private readonly double[] _local;

    /// <summary>Change of each bone, and of each posed joint, by shape: x, y and z apart so that loops over shape are vector loops.</summary>
    private readonly double[] _boneByShape;
    private readonly double[] _jointByShape;

    /// <summary>Allocates the buffers.</summary>
    public BodyKinematics(BodySkeleton skeleton, KeypointRig rig)
    {
        Skeleton = skeleton;
        Rig = rig;
        _shapeCount = skeleton.ShapeCount;
        Keypoints = new Vector3D[rig.Count];
        int points = BodyJoint.Count + rig.Count;
        _meanLocal = new double[3 * points];
        _localByShape = [.. Enumerable.Range(0, _shapeCount).Select(_ => new double[3 * points])];
        _local = new double[3 * points];
        _boneByShape = new double[3 * BodyJoint.Count * _shapeCount];
        _jointByShape = new double[3 * BodyJoint.Count * _shapeCount];
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            FillBone(j);
        }

        for (int k = 0; k < rig.Count; k++)
        {
            if (rig.Attachments[k] is { } at)
            {
                Write(_meanLocal, BodyJoint.Count + k, at.Offset);
                for (int s = 0; s < at.OffsetShape.Length; s++)
                {
                    Write(_localByShape[s], BodyJoint.Count + k, at.OffsetShape[s]);
                }
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
        _meanLocal.CopyTo(_local, 0);
        for (int s = 0; s < _shapeCount; s++)
        {
            VectorMath.AddScaled(parameters.Betas[s], _localByShape[s], _local);
        }

        GlobalRotations[0] = parameters.Rotations[0];
        Joints[0] = Local(0) + parameters.Translation;
        int[] parents = Skeleton.Parents;
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            int p = parents[j];
            ref readonly Matrix3 parent = ref GlobalRotations[p];
            Joints[j] = Joints[p] + (parent * Local(j));
            GlobalRotations[j] = parent * parameters.Rotations[j];
        }

        for (int k = 0; k < Keypoints.Length; k++)
        {
            if (Rig.Attachments[k] is { } at)
            {
                Keypoints[k] = Joints[at.Joint] + (GlobalRotations[at.Joint] * Local(BodyJoint.Count + k));
            }
        }
    }

    /// <summary>Prepares the derivatives of the last <see cref="Update"/>.</summary>
    public void UpdateDerivatives()
    {
        int block = 3 * _shapeCount;
        _boneByShape.AsSpan(0, block).CopyTo(_jointByShape);
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            ref readonly Matrix3 g = ref GlobalRotations[Skeleton.Parents[j]];
            ReadOnlySpan<double> bone = _boneByShape.AsSpan(j * block, block), parent = _jointByShape.AsSpan(Skeleton.Parents[j] * block, block);
            Span<double> own = _jointByShape.AsSpan(j * block, block);
            Turn(g.M11, g.M12, g.M13, bone, parent[.._shapeCount], own[.._shapeCount]);
            Turn(g.M21, g.M22, g.M23, bone, parent.Slice(_shapeCount, _shapeCount), own.Slice(_shapeCount, _shapeCount));
            Turn(g.M31, g.M32, g.M33, bone, parent[(2 * _shapeCount)..], own[(2 * _shapeCount)..]);
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

        ReadOnlySpan<double> byShape = _jointByShape.AsSpan(3 * joint * _shapeCount, 3 * _shapeCount);
        for (int s = 0; s < _shapeCount; s++)
        {
            columns[n] = ParameterLayout.Betas + s;
            jacobian[n++] = new Vector3D(byShape[s], byShape[_shapeCount + s], byShape[(2 * _shapeCount) + s]);
        }

        return n;
    }

    private void FillBone(int joint)
    {
        int parent = Skeleton.Parents[joint];
        Write(_meanLocal, joint, Skeleton.RestJoints[joint] - (parent < 0 ? default : Skeleton.RestJoints[parent]));
        for (int s = 0; s < _shapeCount; s++)
        {
            Vector3D change = Skeleton.JointShape[(joint * _shapeCount) + s]
                - (parent < 0 ? default : Skeleton.JointShape[(parent * _shapeCount) + s]);
            Write(_localByShape[s], joint, change);
            int at = (3 * joint * _shapeCount) + s;
            (_boneByShape[at], _boneByShape[at + _shapeCount], _boneByShape[at + (2 * _shapeCount)]) = (change.X, change.Y, change.Z);
        }
    }

    private Vector3D Local(int point) => new(_local[3 * point], _local[(3 * point) + 1], _local[(3 * point) + 2]);

    /// <summary>own = parent + one row of a rotation times the bone, for every shape coefficient.</summary>
    private static void Turn(double x, double y, double z, ReadOnlySpan<double> bone, ReadOnlySpan<double> parent, Span<double> own)
    {
        int count = own.Length;
        parent.CopyTo(own);
        VectorMath.AddScaled(x, bone[..count], own);
        VectorMath.AddScaled(y, bone.Slice(count, count), own);
        VectorMath.AddScaled(z, bone.Slice(2 * count, count), own);
    }

    private static void Write(double[] target, int point, Vector3D v) =>
        (target[3 * point], target[(3 * point) + 1], target[(3 * point) + 2]) = (v.X, v.Y, v.Z);
}
