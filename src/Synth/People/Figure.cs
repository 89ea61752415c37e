using System.Numerics;
using System.Runtime.InteropServices;
using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.Synth.People;

/// <summary>A body model made ready for dressing and drawing. Immutable, shared by all people who have this body.</summary>
public sealed class Figure
{
    /// <summary>Prepares a body.</summary>
    /// <param name="model">SMPL's 24 joints, rest pose with stretched arms.</param>
    /// <exception cref="InvalidDataException">It has another tree of joints, or lacks one of COCO's keypoints.</exception>
    public Figure(BodyModel model)
    {
        if (model.JointCount != BodyJoint.Count)
        {
            throw new InvalidDataException($"'{model.Name}' has {model.JointCount} joints; a synthetic person needs SMPL's {BodyJoint.Count}.");
        }

        Model = model;
        Rest = [.. MemoryMarshal.Cast<double, Vector3D>(model.Template).ToArray().Select(ToVector)];
        RestNormals = new Vector3[Rest.Length];
        Normals.Compute(Rest, model.Faces, RestNormals);
        Keypoints = [.. KeypointSets.Coco17.Names.Select(Keypoint)];
        Measures = new FigureMeasures(this);
    }

    /// <summary>The body.</summary>
    public BodyModel Model { get; }

    /// <summary>Vertices of the mean shape at rest, metres, body frame, shape [V].</summary>
    public Vector3[] Rest { get; }

    /// <summary>Their unit normals, shape [V].</summary>
    public Vector3[] RestNormals { get; }

    /// <summary>COCO's 17 keypoints: joint centres for trunk and limbs, points of the skin for the face.</summary>
    public KeypointDefinition[] Keypoints { get; }

    /// <summary>Where clothes and faces go.</summary>
    internal FigureMeasures Measures { get; }

    /// <summary>A joint of the mean shape at rest, metres.</summary>
    internal Vector3 RestJoint(int joint) => ToVector(MemoryMarshal.Cast<double, Vector3D>(Model.RestJoints)[joint]);

    /// <summary>Index of the vertex that a face keypoint is.</summary>
    internal int FaceVertex(int keypoint) => Keypoints[keypoint].Vertices[0].Index;

    internal static Vector3 ToVector(Vector3D v) => new((float)v.X, (float)v.Y, (float)v.Z);

    private KeypointDefinition Keypoint(string name) => Model.Keypoints.FirstOrDefault(k => k.Name == name)
        ?? throw new InvalidDataException($"'{Model.Name}' has no keypoint '{name}', so its people cannot be annotated.");
}
