using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.Synth;

/// <summary>Tells poses whose limbs run through the trunk, the head or each other, on the mean body's skeleton.</summary>
internal sealed class BodyClearance
{
    /// <summary>Two bones, each from joint to joint, and how near their middle lines may come, metres.</summary>
    private static readonly (int A0, int A1, int B0, int B1, double Distance)[] Pairs = Create();

    private readonly Vector3D[] _joints = new Vector3D[BodyJoint.Count];
    private readonly Matrix3[] _turns = new Matrix3[BodyJoint.Count];

    /// <summary>How far the deepest pair is inside its distance, metres; 0 or less when nothing touches.</summary>
    public double Depth(BodyParameters pose)
    {
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            int p = BodyJoint.Parents[j];
            _turns[j] = p < 0 ? pose.Rotations[j] : _turns[p] * pose.Rotations[j];
            _joints[j] = p < 0 ? Rest(j) : _joints[p] + (_turns[p] * (Rest(j) - Rest(p)));
        }

        double depth = double.NegativeInfinity;
        foreach ((int a0, int a1, int b0, int b1, double distance) in Pairs)
        {
            depth = Math.Max(depth, distance - Between(_joints[a0], _joints[a1], _joints[b0], _joints[b1]));
        }

        return depth;
    }

    /// <summary>Distance of two segments (C. Ericson, "Real-time collision detection", 2005, sec. 5.1.9); one shorter than a micrometre counts as a point.</summary>
    public static double Between(Vector3D p1, Vector3D q1, Vector3D p2, Vector3D q2)
    {
        Vector3D d1 = q1 - p1, d2 = q2 - p2, r = p1 - p2;
        double a = Math.Max(d1.LengthSquared, 1e-12), e = Math.Max(d2.LengthSquared, 1e-12), f = Vector3D.Dot(d2, r);
        double b = Vector3D.Dot(d1, d2), c = Vector3D.Dot(d1, r), across = (a * e) - (b * b);
        double s = across > 1e-9 * a * e ? Math.Clamp(((b * f) - (c * e)) / across, 0, 1) : 0;
        double t = ((b * s) + f) / e;
        (s, t) = t < 0 ? (Math.Clamp(-c / a, 0, 1), 0) : t > 1 ? (Math.Clamp((b - c) / a, 0, 1), 1) : (s, t);
        return (p1 + (s * d1) - (p2 + (t * d2))).Length;
    }

    private static (int A0, int A1, int B0, int B1, double Distance)[] Create()
    {
        List<(int A0, int A1, int B0, int B1, double Distance)> pairs = [];
        void Both(int a0, int a1, int b0, int b1, double distance)
        {
            pairs.Add((a0, a1, b0, b1, distance));
            pairs.Add((BodyJoint.Mirror[a0], BodyJoint.Mirror[a1], BodyJoint.Mirror[b0], BodyJoint.Mirror[b1], distance));
        }

        Both(BodyJoint.LeftElbow, BodyJoint.LeftHand, BodyJoint.Pelvis, BodyJoint.Spine1, .115);
        Both(BodyJoint.LeftElbow, BodyJoint.LeftHand, BodyJoint.Spine1, BodyJoint.Neck, .115);
        Both(BodyJoint.LeftWrist, BodyJoint.LeftHand, BodyJoint.Neck, BodyJoint.Head, .11);
        Both(BodyJoint.LeftElbow, BodyJoint.LeftHand, BodyJoint.Head, BodyJoint.Head, .11);
        Both(BodyJoint.LeftElbow, BodyJoint.LeftHand, BodyJoint.LeftHip, BodyJoint.LeftKnee, .07);
        Both(BodyJoint.LeftElbow, BodyJoint.LeftHand, BodyJoint.RightHip, BodyJoint.RightKnee, .07);
        Both(BodyJoint.LeftKnee, BodyJoint.LeftAnkle, BodyJoint.RightHip, BodyJoint.RightKnee, .1);
        Both(BodyJoint.LeftKnee, BodyJoint.LeftKnee, BodyJoint.Spine2, BodyJoint.Neck, .17);
        pairs.Add((BodyJoint.LeftKnee, BodyJoint.LeftAnkle, BodyJoint.RightKnee, BodyJoint.RightAnkle, .07));
        pairs.Add((BodyJoint.LeftElbow, BodyJoint.LeftWrist, BodyJoint.RightElbow, BodyJoint.RightWrist, .05));
        return [.. pairs];
    }

    private static Vector3D Rest(int joint)
    {
        ReadOnlySpan<double> joints = BuiltInBody.Model.RestJoints;
        return new Vector3D(joints[3 * joint], joints[(3 * joint) + 1], joints[(3 * joint) + 2]);
    }
}
