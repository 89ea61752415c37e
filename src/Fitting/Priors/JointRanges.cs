namespace LivePose.Fitting;

/// <summary>How each joint may turn and usually turns: limits, mean and spread of its rotation vector, radians.</summary>
/// <remarks>
/// Limits: ranges of motion of D. C. Boone, S. P. Azen, "Normal range of motion of joints in male subjects", J. Bone and Joint
/// Surgery 61-A, 1979, and J. M. Soucie et al., "Range of motion measurements: reference values and a database", Haemophilia
/// 17(3), 2011 (hip, knee, ankle, shoulder, elbow); trunk and neck: American Academy of Orthopaedic Surgeons, "Joint motion", 1965,
/// shared out over the three spine joints, and over neck and head. Clinical angles are turned into components of the rotation
/// vector from the rest pose with stretched arms: the shoulder's zero is 90° of abduction, so its z runs from the arm hanging
/// (-90°) to the arm up (+90°). A box in those components is an approximation, so limits are soft. Mean and spread: our choice,
/// a person standing or walking with hanging arms; a third to half of the range.
/// </remarks>
public sealed class JointRanges
{
    /// <summary>Degrees, left and middle joints: mean, spread, lower and upper limit. The right side mirrors x, -y, -z.</summary>
    private static readonly (int Joint, Vector3D Mean, Vector3D Spread, Vector3D Lower, Vector3D Upper)[] Degrees =
    [
        // flexion -x 120, extension +x 20; rotation y 45 each way; abduction +z 45, adduction -z 25
        (BodyJoint.LeftHip, new(-12, 0, 3), new(28, 15, 12), new(-125, -45, -28), new(25, 45, 48)),
        // flexion +x 140; the rest hardly moves
        (BodyJoint.LeftKnee, new(20, 0, 0), new(32, 6, 4), new(-2, -15, -8), new(145, 15, 8)),
        // dorsiflexion -x 20, plantar flexion +x 55; inversion and eversion z, y
        (BodyJoint.LeftAnkle, new(0, 0, 0), new(12, 8, 8), new(-25, -20, -25), new(55, 20, 25)),
        (BodyJoint.LeftFoot, new(0, 0, 0), new(8, 2, 2), new(-50, -5, -5), new(30, 5, 5)),
        // trunk: flexion +x 80, extension 25, rotation y 45, side bending z 35, over three joints
        (BodyJoint.Spine1, new(4, 0, 0), new(10, 5, 5), new(-10, -16, -13), new(30, 16, 13)),
        (BodyJoint.Spine2, new(3, 0, 0), new(7, 5, 5), new(-8, -16, -13), new(28, 16, 13)),
        (BodyJoint.Spine3, new(2, 0, 0), new(6, 5, 5), new(-8, -16, -13), new(25, 16, 13)),
        // neck and head together: flexion 50, extension 60, rotation 80, side bending 45
        (BodyJoint.Neck, new(4, 0, 0), new(9, 14, 7), new(-30, -40, -22), new(25, 40, 22)),
        (BodyJoint.Head, new(2, 0, 0), new(9, 14, 7), new(-30, -40, -22), new(25, 40, 22)),
        // shoulder girdle: elevation +z 30, depression 10, protraction -y 25, retraction 25
        (BodyJoint.LeftCollar, new(0, 0, -3), new(5, 7, 7), new(-12, -28, -15), new(12, 25, 35)),
        // rotation x 70 in and 90 out; horizontal adduction -y 130, abduction +y 45; abduction z from 0 to 180 clinical
        (BodyJoint.LeftShoulder, new(0, -12, -58), new(28, 30, 30), new(-85, -130, -105), new(85, 45, 90)),
        // flexion -y 145; pronation and supination x, shared with the wrist
        (BodyJoint.LeftElbow, new(0, -42, 0), new(22, 36, 4), new(-75, -150, -8), new(75, 2, 8)),
        (BodyJoint.LeftWrist, new(0, 0, 0), new(14, 9, 18), new(-60, -25, -78), new(60, 38, 75)),
        (BodyJoint.LeftHand, new(0, 0, 0), new(3, 3, 6), new(-5, -5, -30), new(5, 5, 15)),
    ];

    private JointRanges()
    {
        foreach ((int joint, Vector3D mean, Vector3D spread, Vector3D lower, Vector3D upper) in Degrees)
        {
            const double Radian = Math.PI / 180;
            (Mean[joint], Spread[joint], Lower[joint], Upper[joint]) = (Radian * mean, Radian * spread, Radian * lower, Radian * upper);
            int other = BodyJoint.Mirror[joint];
            if (other != joint)
            {
                (Mean[other], Spread[other]) = (Mirrored(Mean[joint]), Spread[joint]);
                Lower[other] = new Vector3D(Lower[joint].X, -Upper[joint].Y, -Upper[joint].Z);
                Upper[other] = new Vector3D(Upper[joint].X, -Lower[joint].Y, -Lower[joint].Z);
            }
        }
    }

    /// <summary>The one table.</summary>
    public static JointRanges Default { get; } = new();

    /// <summary>Mean rotation vector, radians, shape [24]; zero for the root.</summary>
    public Vector3D[] Mean { get; } = new Vector3D[BodyJoint.Count];

    /// <summary>Standard deviation of each component, radians, shape [24]; zero for the root, which is free.</summary>
    public Vector3D[] Spread { get; } = new Vector3D[BodyJoint.Count];

    /// <summary>Lower limit of each component, radians, shape [24].</summary>
    public Vector3D[] Lower { get; } = new Vector3D[BodyJoint.Count];

    /// <summary>Upper limit of each component, radians, shape [24].</summary>
    public Vector3D[] Upper { get; } = new Vector3D[BodyJoint.Count];

    private static Vector3D Mirrored(Vector3D v) => new(v.X, -v.Y, -v.Z);
}
