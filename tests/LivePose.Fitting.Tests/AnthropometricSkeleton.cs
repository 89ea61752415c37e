namespace LivePose.Fitting.Tests;

/// <summary>A skeleton of average adult proportions: quick to make, and not the body that the program ships.</summary>
/// <remarks>
/// Joint heights, limb lengths and breadths as fractions of stature: R. Drillis, R. Contini, "Body segment parameters", 1966, as
/// drawn in D. A. Winter, "Biomechanics and motor control of human movement", 4th ed., fig. 4.1. Distance of the hip joint
/// centres: A. L. Bell et al., J. Biomechanics 23(6), 1990. Spread of stature and of proportions: C. C. Gordon et al., "2012
/// anthropometric survey of U.S. Army personnel" (ANSUR II), 2014, rounded.
/// </remarks>
internal static class AnthropometricSkeleton
{
    private const double Stature = 1.70;

    private const int ShapeCount = 10;

    /// <summary>Joints of the left half and the middle as fractions of stature: x to the left, y above the floor, z forward.</summary>
    private static readonly (int Joint, Vector3D At)[] Places =
    [
        (BodyJoint.Pelvis, new(0, .575, 0)), (BodyJoint.LeftHip, new(.050, .530, 0)), (BodyJoint.LeftKnee, new(.050, .285, 0)),
        (BodyJoint.LeftAnkle, new(.050, .045, -.020)), (BodyJoint.LeftFoot, new(.055, .010, .065)), (BodyJoint.Spine1, new(0, .635, 0)),
        (BodyJoint.Spine2, new(0, .695, 0)), (BodyJoint.Spine3, new(0, .745, 0)), (BodyJoint.Neck, new(0, .840, -.010)),
        (BodyJoint.Head, new(0, .885, .005)), (BodyJoint.LeftCollar, new(.045, .800, -.005)), (BodyJoint.LeftShoulder, new(.110, .812, -.010)),
        (BodyJoint.LeftElbow, new(.296, .812, -.010)), (BodyJoint.LeftWrist, new(.442, .812, -.010)), (BodyJoint.LeftHand, new(.495, .812, -.010)),
    ];

    /// <summary>Keypoints of the left half and the middle: name, joint, place as for the joints.</summary>
    private static readonly (string Name, int Joint, Vector3D At)[] Points =
    [
        ("nose", BodyJoint.Head, new(0, .912, .065)), ("left_eye", BodyJoint.Head, new(.019, .936, .055)),
        ("left_ear", BodyJoint.Head, new(.043, .925, .010)), ("head_top", BodyJoint.Head, new(0, 1, .010)),
        ("head", BodyJoint.Head, new(0, 1, .010)), ("upper_neck", BodyJoint.Neck, new(0, .862, 0)),
        ("neck", BodyJoint.Spine3, new(0, .825, 0)), ("thorax", BodyJoint.Spine3, new(0, .818, 0)),
        ("pelvis", BodyJoint.Pelvis, new(0, .530, 0)), ("hip", BodyJoint.Pelvis, new(0, .530, 0)), ("spine", BodyJoint.Spine1, new(0, .665, 0)),
        ("left_shoulder", BodyJoint.LeftShoulder, new(.110, .812, -.010)), ("left_elbow", BodyJoint.LeftElbow, new(.296, .812, -.010)),
        ("left_wrist", BodyJoint.LeftWrist, new(.442, .812, -.010)), ("left_hip", BodyJoint.Pelvis, new(.050, .530, 0)),
        ("left_knee", BodyJoint.LeftKnee, new(.050, .285, 0)), ("left_ankle", BodyJoint.LeftAnkle, new(.050, .045, -.020)),
        ("left_big_toe", BodyJoint.LeftFoot, new(.042, .008, .105)), ("left_small_toe", BodyJoint.LeftFoot, new(.075, .008, .085)),
        ("left_heel", BodyJoint.LeftAnkle, new(.050, .010, -.055)),
    ];

    /// <summary>Builds the skeleton: stature 1.70 m, 10 shape coefficients of unit standard deviation.</summary>
    /// <remarks>
    /// Coefficients: 0 stature, 1 breadth and depth, 2 legs against trunk, 3 arms, 4 shoulder breadth, 5 hip breadth, 6 thigh against
    /// shank, 7 upper arm against forearm, 8 head and neck, 9 feet.
    /// </remarks>
    public static BodySkeleton Create()
    {
        Vector3D[] rest = new Vector3D[BodyJoint.Count];
        foreach ((int joint, Vector3D at) in Places)
        {
            rest[joint] = FromFloor(at);
            rest[BodyJoint.Mirror[joint]] = Mirrored(rest[joint]);
        }

        Vector3D[] shape = new Vector3D[BodyJoint.Count * ShapeCount];
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            int parent = BodyJoint.Parents[j];
            Vector3D bone = parent < 0 ? default : rest[j] - rest[parent];
            for (int s = 0; s < ShapeCount; s++)
            {
                Vector3D carried = parent < 0 ? default : shape[(parent * ShapeCount) + s];
                shape[(j * ShapeCount) + s] = carried + Stretch(s, j, bone);
            }
        }

        return new BodySkeleton(BodyJoint.Parents, rest, shape, Attach(rest));
    }

    private static Dictionary<string, KeypointAttachment> Attach(Vector3D[] rest)
    {
        Dictionary<string, KeypointAttachment> attachments = new(StringComparer.Ordinal);
        foreach ((string name, int joint, Vector3D at) in Points)
        {
            Add(name, joint, FromFloor(at));
            if (name.StartsWith("left_", StringComparison.Ordinal))
            {
                Add("right_" + name[5..], BodyJoint.Mirror[joint], Mirrored(FromFloor(at)));
            }
        }

        return attachments;

        void Add(string name, int joint, Vector3D point)
        {
            Vector3D offset = point - rest[joint];
            int like = name.EndsWith("_hip", StringComparison.Ordinal) ? BodyJoint.LeftHip : joint;
            attachments[name] = new KeypointAttachment(
                joint, offset, [.. Enumerable.Range(0, ShapeCount).Select(s => Stretch(s, like, offset))]);
        }
    }

    /// <summary>Change of a bone by one unit of coefficient s; the numbers are standard deviations over means.</summary>
    private static Vector3D Stretch(int s, int joint, Vector3D bone)
    {
        (double x, double y, double z) = (s, PartOf(joint)) switch
        {
            (0, _) => (.039, .039, .039),
            (1, Part.Hip or Part.Shoulder) => (.05, 0, .05),
            (1, Part.Trunk or Part.Head) => (.03, 0, .05),
            (2, Part.Thigh or Part.Shank) => (0, .025, .025),
            (2, Part.Trunk) => (0, -.030, -.030),
            (3, Part.UpperArm or Part.Forearm) => (.030, .030, .030),
            (4, Part.Shoulder) => (.045, 0, 0),
            (5, Part.Hip) => (.060, 0, 0),
            (6, Part.Thigh) => (0, .025, .025),
            (6, Part.Shank) => (0, -.025, -.025),
            (7, Part.UpperArm) => (.025, .025, .025),
            (7, Part.Forearm) => (-.025, -.025, -.025),
            (8, Part.Head) => (.045, .045, .045),
            (9, Part.Foot) => (.045, .045, .045),
            _ => (0, 0, 0),
        };
        return new Vector3D(x * bone.X, y * bone.Y, z * bone.Z);
    }

    private enum Part
    {
        Trunk,
        Hip,
        Thigh,
        Shank,
        Foot,
        Shoulder,
        UpperArm,
        Forearm,
        Head,
    }

    /// <summary>The part of the body that the bone from a joint's parent to the joint belongs to.</summary>
    private static Part PartOf(int joint) => joint switch
    {
        BodyJoint.LeftHip or BodyJoint.RightHip => Part.Hip,
        BodyJoint.LeftKnee or BodyJoint.RightKnee => Part.Thigh,
        BodyJoint.LeftAnkle or BodyJoint.RightAnkle => Part.Shank,
        BodyJoint.LeftFoot or BodyJoint.RightFoot => Part.Foot,
        BodyJoint.LeftCollar or BodyJoint.RightCollar or BodyJoint.LeftShoulder or BodyJoint.RightShoulder => Part.Shoulder,
        BodyJoint.LeftElbow or BodyJoint.RightElbow => Part.UpperArm,
        BodyJoint.LeftWrist or BodyJoint.RightWrist or BodyJoint.LeftHand or BodyJoint.RightHand => Part.Forearm,
        BodyJoint.Neck or BodyJoint.Head => Part.Head,
        _ => Part.Trunk,
    };

    private static Vector3D FromFloor(Vector3D at) => Stature * (at - new Vector3D(0, .575, 0));

    private static Vector3D Mirrored(Vector3D v) => new(-v.X, v.Y, v.Z);
}
