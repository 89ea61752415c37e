using System.Numerics;
using LivePose.Fitting;
using LivePose.Fitting.Body;

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
    }

    public Figure Figure { get; }

    /// <summary>Skin, metres, shape [V].</summary>
    public Vector3[] Vertices { get; }

    /// <summary>Its unit normals after <see cref="ComputeNormals"/>, shape [V].</summary>
    public Vector3[] Normals { get; }

    /// <summary>Joints, metres, shape [24].</summary>
    public Vector3D[] Joints { get; }

    /// <summary>Poses the skin and the joints.</summary>
    public void Pose(BodyParameters parameters) =>
        _skinning.Pose(parameters.Rotations, parameters.Betas, parameters.Translation, Vertices, Joints);

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
