using System.Numerics;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Render;

namespace LivePose.App.Drawing;

/// <summary>One person's body on the GPU, and its bones in the newest frame.</summary>
/// <remarks>
/// A body without pose correctives is shaped when β changes and posed by bones. One with them (SMPL's own) is skinned here, on the
/// CPU, and drawn as it is.
/// </remarks>
internal sealed class DrawnBody : IDisposable
{
    /// <summary>Change of a shape coefficient that shows, in standard deviations: less than a millimetre.</summary>
    private const double Visible = 0.05;

    private readonly BodyModel _model;
    private readonly FastSkinning _skinning;
    private readonly Vector3[] _vertices;
    private readonly Vector3D[] _rest;
    private readonly Vector3D[] _posed;
    private readonly Matrix3[] _rotations;
    private readonly Matrix3[] _turns;
    private readonly double[] _betas;

    /// <summary>Makes a body without a shape.</summary>
    /// <param name="context">Current on this thread.</param>
    /// <param name="topology">Of the same model; must live longer.</param>
    /// <param name="model">The body that is fitted.</param>
    /// <param name="skinning">Of the same model, this body's alone.</param>
    public DrawnBody(IGlContext context, BodyTopology topology, BodyModel model, FastSkinning skinning)
    {
        (_model, _skinning) = (model, skinning);
        _vertices = new Vector3[model.VertexCount];
        _rest = new Vector3D[model.JointCount];
        _posed = new Vector3D[model.JointCount];
        _rotations = new Matrix3[model.JointCount];
        _turns = new Matrix3[model.JointCount];
        _betas = new double[model.ShapeCount];
        Bones = new AffineTransform[model.JointCount];
        Mesh = new BodyMesh(context.Gl, topology);
    }

    /// <summary>Whose it is; 0 = nobody's yet.</summary>
    public int Id { get; set; }

    /// <summary>Number of the frame in which it was drawn last.</summary>
    public long LastFrame { get; set; } = -1;

    /// <summary>Its shape.</summary>
    public BodyMesh Mesh { get; }

    /// <summary>Its pose, rest to scene coordinates, shape [J].</summary>
    public AffineTransform[] Bones { get; }

    /// <summary>Takes over a pose.</summary>
    public void Set(BodyParameters pose)
    {
        // Joints beyond SMPL's are those of hands and face, which rest.
        int known = Math.Min(_rotations.Length, _rotations.Length > BodyJoint.Count ? BodyJoint.LeftHand : BodyJoint.Count);
        _rotations.AsSpan().Fill(Matrix3.Identity);
        if (_model.PoseFeatureCount > 0)
        {
            pose.Rotations.AsSpan(0, known).CopyTo(_rotations);
            _skinning.Pose(_rotations, pose.Betas, pose.Translation, _vertices, _posed);
            Mesh.SetRest(_vertices);
            Array.Fill(Bones, AffineTransform.Identity);
            return;
        }

        if (!Mesh.HasShape || Differs(pose.Betas))
        {
            pose.Betas.CopyTo(_betas, 0);
            _skinning.Pose(_rotations, _betas, default, _vertices, _rest);
            Mesh.SetRest(_vertices);
        }

        pose.Rotations.AsSpan(0, known).CopyTo(_rotations);
        SetBones(pose.Translation);
    }

    public void Dispose() => Mesh.Dispose();

    private static Vector3 ToVector(Vector3D v) => new((float)v.X, (float)v.Y, (float)v.Z);

    private void SetBones(Vector3D translation)
    {
        for (int j = 0; j < Bones.Length; j++)
        {
            int parent = _model.Parents[j];
            _turns[j] = parent < 0 ? _rotations[j] : _turns[parent] * _rotations[j];
            _posed[j] = parent < 0 ? _rest[j] + translation : _posed[parent] + (_turns[parent] * (_rest[j] - _rest[parent]));
            Matrix3 turn = _turns[j];
            Bones[j] = AffineTransform.Bone(ToVector(turn.Row1), ToVector(turn.Row2), ToVector(turn.Row3), ToVector(_rest[j]), ToVector(_posed[j]));
        }
    }

    private bool Differs(ReadOnlySpan<double> betas)
    {
        for (int s = 0; s < betas.Length; s++)
        {
            if (!(Math.Abs(betas[s] - _betas[s]) < Visible))
            {
                return true;
            }
        }

        return false;
    }
}
