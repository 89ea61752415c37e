using System.Numerics;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Render;

namespace LivePose.Synth.People;

/// <summary>Poses figures of one kind, one after the other, into buffers of its own. One thread.</summary>
internal sealed class PosedFigure
{
    private readonly FastSkinning _skinning;

    /// <param name="figure">The body.</param>
    public PosedFigure(Figure figure)
    {
        Figure = figure;
        _skinning = new FastSkinning(figure.Model);
        Vertices = new Vector3[figure.Rest.Length];
        Normals = new Vector3[figure.Rest.Length];
        Joints = new Vector3D[BodyJoint.Count];
        Bones = new AffineTransform[BodyJoint.Count];
    }

    /// <summary>The body.</summary>
    public Figure Figure { get; }

    /// <summary>Skin, metres, shape [V].</summary>
    public Vector3[] Vertices { get; }

    /// <summary>Its unit normals after <see cref="ComputeNormals"/>, shape [V].</summary>
    public Vector3[] Normals { get; }

    /// <summary>Joints, metres, shape [24].</summary>
    public Vector3D[] Joints { get; }

    /// <summary>From the mean shape's rest to the pose, for what hangs on the joints, shape [24].</summary>
    public AffineTransform[] Bones { get; }

    /// <summary>Poses skin, joints and bones.</summary>
    public void Pose(BodyParameters parameters)
    {
        _skinning.Pose(parameters.Rotations, parameters.Betas, parameters.Translation, Vertices, Joints);
        Span<Matrix3> turns = stackalloc Matrix3[BodyJoint.Count];
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            int parent = BodyJoint.Parents[j];
            turns[j] = parent < 0 ? parameters.Rotations[j] : turns[parent] * parameters.Rotations[j];
            Bones[j] = AffineTransform.Bone(
                Figure.ToVector(turns[j].Row1), Figure.ToVector(turns[j].Row2), Figure.ToVector(turns[j].Row3),
                Figure.RestJoint(j), Figure.ToVector(Joints[j]));
        }
    }

    /// <summary>Poses a piece that the figure carries.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="vertices">Out: metres, as many as the piece has.</param>
    public void Pose(Piece piece, Span<Vector3> vertices)
    {
        for (int v = 0; v < vertices.Length; v++)
        {
            Binding b = piece.Bindings[v];
            Vector3 p = piece.Rest[v];
            vertices[v] = (b.WeightA * Bones[b.A].Apply(p)) + (b.WeightB * Bones[b.B].Apply(p)) + (b.WeightC * Bones[b.C].Apply(p));
        }
    }

    /// <summary>Makes the normals of the posed skin.</summary>
    public void ComputeNormals() => People.Normals.Compute(Vertices, Figure.Model.Faces, Normals);

    /// <summary>A keypoint in the pose, metres.</summary>
    public Vector3D Keypoint(int index)
    {
        KeypointDefinition keypoint = Figure.Keypoints[index];
        Vector3D sum = default;
        foreach (WeightedIndex joint in keypoint.Joints)
        {
            sum += joint.Weight * Joints[joint.Index];
        }

        foreach (WeightedIndex vertex in keypoint.Vertices)
        {
            Vector3 v = Vertices[vertex.Index];
            sum += vertex.Weight * new Vector3D(v.X, v.Y, v.Z);
        }

        return sum;
    }

    /// <summary>Height of the lowest point of the skin, metres.</summary>
    public float Lowest()
    {
        float lowest = float.MaxValue;
        foreach (Vector3 v in Vertices)
        {
            lowest = Math.Min(lowest, v.Y);
        }

        return lowest;
    }
}
