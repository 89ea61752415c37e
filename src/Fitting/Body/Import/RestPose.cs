namespace LivePose.Fitting.Body.Import;

/// <summary>Brings a body from the pose that it was modelled in to SMPL's rest pose: arms straight out, legs nearly parallel, feet flat.</summary>
/// <remarks>Linear blend skinning with fixed rotations is linear in the vertices and the joints, so it carries shape directions over exactly.</remarks>
internal sealed class RestPose
{
    /// <summary>A joint, the joint that its bone points to, and where that bone points at rest (left side).</summary>
    private static readonly (int Joint, int Towards, Vector3D Direction)[] Bones =
    [
        (BodyJoint.LeftShoulder, BodyJoint.LeftElbow, new(1, 0, 0)), (BodyJoint.LeftElbow, BodyJoint.LeftWrist, new(1, 0, 0)),
        (BodyJoint.LeftWrist, BodyJoint.LeftHand, new(1, 0, 0)), (BodyJoint.LeftHip, BodyJoint.LeftKnee, new(.04, -1, .02)),
        (BodyJoint.LeftKnee, BodyJoint.LeftAnkle, new(.01, -1, -.06)),
    ];

    private readonly Matrix3[] _turns = new Matrix3[BodyJoint.Count];
    private readonly double[] _weights;

    /// <param name="joints">Joints as modelled, shape [24].</param>
    /// <param name="weights">Skinning weights, shape [V, 24].</param>
    public RestPose(Vector3D[] joints, double[] weights)
    {
        _weights = weights;
        Array.Fill(_turns, Matrix3.Identity);
        foreach ((int joint, int towards, Vector3D direction) in Bones)
        {
            _turns[joint] = Swing(joints[towards] - joints[joint], direction);
            (int mirror, int mirrorTowards) = (BodyJoint.Mirror[joint], BodyJoint.Mirror[towards]);
            _turns[mirror] = Swing(joints[mirrorTowards] - joints[mirror], new Vector3D(-direction.X, direction.Y, direction.Z));
        }

        _turns[BodyJoint.LeftHand] = _turns[BodyJoint.LeftWrist];
        _turns[BodyJoint.RightHand] = _turns[BodyJoint.RightWrist];
    }

    /// <summary>Moves vertices and joints; for a shape direction, give displacements of both.</summary>
    /// <param name="vertices">In and out: shape [V].</param>
    /// <param name="joints">In and out: shape [24].</param>
    public void Apply(Span<Vector3D> vertices, Span<Vector3D> joints)
    {
        Vector3D[] moved = new Vector3D[BodyJoint.Count];
        for (int j = 0; j < moved.Length; j++)
        {
            int parent = BodyJoint.Parents[j];
            moved[j] = parent < 0 ? joints[j] : moved[parent] + (_turns[parent] * (joints[j] - joints[parent]));
        }

        for (int v = 0; v < vertices.Length; v++)
        {
            Vector3D sum = default;
            for (int j = 0; j < moved.Length; j++)
            {
                double weight = _weights[(v * moved.Length) + j];
                sum += weight == 0 ? default : weight * ((_turns[j] * (vertices[v] - joints[j])) + moved[j]);
            }

            vertices[v] = sum;
        }

        moved.CopyTo(joints);
    }

    /// <summary>The shortest rotation from one direction to another.</summary>
    private static Matrix3 Swing(Vector3D from, Vector3D to)
    {
        Vector3D axis = Vector3D.Cross(from, to);
        double sine = axis.Length, cosine = Vector3D.Dot(from, to);
        return sine == 0 ? Matrix3.Identity : Rotation.Exp(Math.Atan2(sine, cosine) / sine * axis);
    }
}
