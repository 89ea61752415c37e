using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>Drives a body by a recorded motion; from its end it plays backwards, and so on.</summary>
/// <remarks>
/// What is taken over is where bones point, not the numbers: both skeletons are first brought into the same rest pose, limb by limb,
/// so a rig that rests with lowered arms drives one that rests with stretched ones. The way of the pelvis is scaled by the length of
/// the legs, starts at the origin facing +z, and the lowest sole of all frames touches the ground.
/// </remarks>
public sealed class BvhMotion : Motion
{
    /// <summary>Limbs whose rest directions are brought together: the joint that turns, and the one it points at.</summary>
    private static readonly (int Joint, int End)[] Limbs =
    [
        (BodyJoint.LeftHip, BodyJoint.LeftKnee), (BodyJoint.RightHip, BodyJoint.RightKnee), (BodyJoint.LeftKnee, BodyJoint.LeftAnkle),
        (BodyJoint.RightKnee, BodyJoint.RightAnkle), (BodyJoint.LeftShoulder, BodyJoint.LeftElbow), (BodyJoint.RightShoulder, BodyJoint.RightElbow),
        (BodyJoint.LeftElbow, BodyJoint.LeftWrist), (BodyJoint.RightElbow, BodyJoint.RightWrist),
    ];

    private readonly Matrix3[][] _rotations;
    private readonly Vector3D[] _translations;
    private readonly double _frameTime;

    /// <summary>Fits a recording to a body.</summary>
    /// <param name="clip">The recording.</param>
    /// <param name="body">The body that is to move.</param>
    /// <exception cref="InvalidDataException">Its skeleton is not a person's, or has no size.</exception>
    public BvhMotion(BvhClip clip, Proportions body)
    {
        int[] rig = BvhRig.Find(clip);
        Matrix3[] turns = new Matrix3[clip.Joints.Count];
        Vector3D[] places = new Vector3D[clip.Joints.Count];
        clip.Pose(-1, turns, places);
        Matrix3 axes = Axes(clip.Name, rig, places);
        Matrix3[] alignment = Alignment(rig, places, axes, body);
        double leg = (places[rig[BodyJoint.LeftKnee]] - places[rig[BodyJoint.LeftHip]]).Length + (places[rig[BodyJoint.LeftAnkle]] - places[rig[BodyJoint.LeftKnee]]).Length;
        double scale = body.Leg / leg, low = double.MaxValue;
        _frameTime = clip.FrameTime;
        _rotations = new Matrix3[clip.FrameCount][];
        _translations = new Vector3D[clip.FrameCount];
        Matrix3 ahead = Matrix3.Identity;
        Vector3D start = default;
        for (int f = 0; f < clip.FrameCount; f++)
        {
            clip.Pose(f, turns, places);
            Vector3D pelvis = scale * (axes * places[rig[BodyJoint.Pelvis]]);
            _rotations[f] = Rotations(rig, turns, axes, alignment);
            if (f == 0)
            {
                Vector3D facing = _rotations[0][0].Column3;
                (ahead, start) = (Rotation.Exp(new Vector3D(0, -Math.Atan2(facing.X, facing.Z), 0)), pelvis);
            }

            _rotations[f][0] = ahead * _rotations[f][0];
            _translations[f] = ahead * (pelvis - start);
            low = Math.Min(low, _translations[f].Y + body.LowestSole(_rotations[f]));
        }

        for (int f = 0; f < clip.FrameCount; f++)
        {
            _translations[f] += new Vector3D(0, -low, 0) - body.RestPelvis;
        }
    }

    /// <summary>Length of the recording, seconds.</summary>
    public double Duration => (_translations.Length - 1) * _frameTime;

    /// <inheritdoc/>
    public override void At(double time, BodyParameters pose)
    {
        double round = Math.Max(2.0 * (_translations.Length - 1), 1), at = time / _frameTime;
        at -= Math.Floor(at / round) * round;
        at = Math.Min(at, round - at);
        int from = Math.Clamp((int)at, 0, _translations.Length - 1), to = Math.Min(from + 1, _translations.Length - 1);
        double t = Math.Clamp(at - from, 0, 1);
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            pose.Rotations[j] = Rotation.Interpolate(_rotations[from][j], _rotations[to][j], t);
        }

        pose.Translation = ((1 - t) * _translations[from]) + (t * _translations[to]);
    }

    /// <summary>From the file's axes to +x left, +y up, +z ahead, read off the rest pose.</summary>
    private static Matrix3 Axes(string name, int[] rig, Vector3D[] places)
    {
        Vector3D shoulders = 0.5 * (places[rig[BodyJoint.LeftShoulder]] + places[rig[BodyJoint.RightShoulder]]);
        Vector3D ankles = 0.5 * (places[rig[BodyJoint.LeftAnkle]] + places[rig[BodyJoint.RightAnkle]]);
        Vector3D up = MainAxis(shoulders - ankles);
        Vector3D left = MainAxis(Directions.Across(places[rig[BodyJoint.LeftHip]] - places[rig[BodyJoint.RightHip]], up));
        return up.Length > 0 && left.Length > 0 && places[rig[BodyJoint.LeftKnee]] != places[rig[BodyJoint.LeftHip]]
            ? Directions.Columns(left, up, Vector3D.Cross(left, up)).Transpose()
            : throw new InvalidDataException($"The joints of '{name}' rest on one spot, so it has no size; its offsets must be those of a standing person.");
    }

    /// <summary>The unit vector along the axis with the largest component; zero for a zero vector.</summary>
    private static Vector3D MainAxis(Vector3D v)
    {
        double x = Math.Abs(v.X), y = Math.Abs(v.Y), z = Math.Abs(v.Z);
        return x >= y && x >= z ? new Vector3D(Math.Sign(v.X), 0, 0) : y >= z ? new Vector3D(0, Math.Sign(v.Y), 0) : new Vector3D(0, 0, Math.Sign(v.Z));
    }

    /// <summary>For each joint the rotation from the body's rest pose to the file's, shape [24].</summary>
    private static Matrix3[] Alignment(int[] rig, Vector3D[] places, Matrix3 axes, Proportions body)
    {
        Matrix3[] alignment = new Matrix3[BodyJoint.Count];
        Array.Fill(alignment, Matrix3.Identity);
        foreach ((int joint, int end) in Limbs)
        {
            if (rig[end] >= 0 && places[rig[end]] != places[rig[joint]])
            {
                Vector3D from = Directions.Unit(body.Bone(joint, end)), to = Directions.Unit(axes * (places[rig[end]] - places[rig[joint]]));
                alignment[joint] = Directions.Columns(
                    Directions.Carry(new Vector3D(1, 0, 0), from, to), Directions.Carry(new Vector3D(0, 1, 0), from, to), Directions.Carry(new Vector3D(0, 0, 1), from, to));
            }
        }

        (alignment[BodyJoint.LeftWrist], alignment[BodyJoint.RightWrist]) = (alignment[BodyJoint.LeftElbow], alignment[BodyJoint.RightElbow]);
        return alignment;
    }

    /// <summary>Rotations of the body's joints in one frame, shape [24].</summary>
    private static Matrix3[] Rotations(int[] rig, Matrix3[] turns, Matrix3 axes, Matrix3[] alignment)
    {
        Matrix3[] global = new Matrix3[BodyJoint.Count], local = new Matrix3[BodyJoint.Count];
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            int parent = BodyJoint.Parents[j];
            global[j] = rig[j] >= 0 ? axes * turns[rig[j]] * axes.Transpose() * alignment[j] : parent < 0 ? Matrix3.Identity : global[parent];
            local[j] = Rotation.Normalize(parent < 0 ? global[j] : global[parent].Transpose() * global[j]);
        }

        return local;
    }
}
