using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>Makes the rotations of SMPL's 24 joints of a stance, kept inside the anatomical limits.</summary>
/// <remarks>
/// Elbows and knees are hinges, so a limb's two directions fix the rotation of its upper bone; where the limb is almost straight the
/// shortest rotation from the rest pose decides. The shoulder girdle takes its share of the arm's elevation and reach, about a third
/// (V. T. Inman et al., "Observations on the function of the shoulder joint", J. Bone and Joint Surgery 26-A, 1944).
/// </remarks>
internal static class StanceSolver
{
    /// <summary>Weight of the shortest rotation against the bend in the hinge, so that a straightening limb does not spin.</summary>
    private const double StraightHint = 0.12;

    private static readonly Vector3D X = new(1, 0, 0), Y = new(0, 1, 0), Z = new(0, 0, 1);

    /// <summary>Sets all joint rotations.</summary>
    /// <param name="stance">The pose.</param>
    /// <param name="heading">Turn of the body about the vertical; 0 faces +z, positive turns towards +x.</param>
    /// <param name="pose">Out: its rotations; the first turns the body frame into the world frame (+y up).</param>
    public static void Solve(Stance stance, double heading, BodyParameters pose)
    {
        Matrix3[] r = pose.Rotations;
        Matrix3 upright = Rotation.Exp(heading * Y) * Rotation.Exp(stance.Laid);
        Matrix3 pelvis = Rotation.Exp(stance.Turn * Y) * Rotation.Exp(stance.Sway * Z) * Rotation.Exp(stance.Lean * X);
        r[BodyJoint.Pelvis] = upright * pelvis;
        r[BodyJoint.Spine1] = r[BodyJoint.Spine2] = r[BodyJoint.Spine3] = Rotation.Exp((1 / 3.0) * stance.Trunk);
        r[BodyJoint.Neck] = r[BodyJoint.Head] = Rotation.Exp(0.5 * stance.Gaze);
        r[BodyJoint.LeftHand] = r[BodyJoint.RightHand] = Matrix3.Identity;
        r[BodyJoint.LeftFoot] = r[BodyJoint.RightFoot] = Matrix3.Identity;
        (Matrix3 collar, Matrix3 shoulder, Matrix3 elbow, Matrix3 wrist) = Arm(stance.LeftArm);
        (r[BodyJoint.LeftCollar], r[BodyJoint.LeftShoulder], r[BodyJoint.LeftElbow], r[BodyJoint.LeftWrist]) = (collar, shoulder, elbow, wrist);
        (collar, shoulder, elbow, wrist) = Arm(stance.RightArm);
        (r[BodyJoint.RightCollar], r[BodyJoint.RightShoulder], r[BodyJoint.RightElbow], r[BodyJoint.RightWrist]) =
            (Directions.Mirror(collar), Directions.Mirror(shoulder), Directions.Mirror(elbow), Directions.Mirror(wrist));
        (r[BodyJoint.LeftHip], r[BodyJoint.LeftKnee], r[BodyJoint.LeftAnkle]) = Leg(stance.LeftLeg, pelvis, stance.Grounded);
        (Matrix3 hip, Matrix3 knee, Matrix3 ankle) = Leg(stance.RightLeg, Directions.Mirror(pelvis), stance.Grounded);
        (r[BodyJoint.RightHip], r[BodyJoint.RightKnee], r[BodyJoint.RightAnkle]) =
            (Directions.Mirror(hip), Directions.Mirror(knee), Directions.Mirror(ankle));
        Limit(r);
    }

    /// <summary>Puts every joint but the root back inside its range.</summary>
    public static void Limit(Matrix3[] rotations)
    {
        JointRanges ranges = JointRanges.Default;
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            Vector3D v = Rotation.Log(rotations[j]), low = ranges.Lower[j], high = ranges.Upper[j];
            Vector3D inside = new(Math.Clamp(v.X, low.X, high.X), Math.Clamp(v.Y, low.Y, high.Y), Math.Clamp(v.Z, low.Z, high.Z));
            rotations[j] = inside == v ? rotations[j] : Rotation.Exp(inside);
        }
    }

    /// <summary>Rotations of a left arm, seen from the chest.</summary>
    private static (Matrix3 Collar, Matrix3 Shoulder, Matrix3 Elbow, Matrix3 Wrist) Arm(in Limb arm)
    {
        Vector3D upper = Directions.Unit(arm.Upper), lower = Directions.Unit(arm.Lower);
        Vector3D z = HingeSide(upper, lower, X, Z);
        Matrix3 turn = Directions.Columns(upper, Vector3D.Cross(z, upper), z);
        Matrix3 collar = Rotation.Exp(new Vector3D(0, -0.3 * upper.Z, (0.22 * upper.Y) + 0.12));
        Matrix3 elbow = Rotation.Exp(-Directions.Angle(upper, lower) * Y) * Rotation.Exp(0.5 * arm.Twist * X);
        Matrix3 wrist = Rotation.Exp(new Vector3D(0.5 * arm.Twist, 0, -arm.End));
        return (collar, collar.Transpose() * turn, elbow, wrist);
    }

    /// <summary>Rotations of a left leg under a pelvis.</summary>
    private static (Matrix3 Hip, Matrix3 Knee, Matrix3 Ankle) Leg(in Limb leg, in Matrix3 pelvis, double grounded)
    {
        Vector3D upper = Directions.Unit(leg.Upper), lower = Directions.Unit(leg.Lower);
        Vector3D z = -HingeSide(upper, lower, -Y, -Z);
        Matrix3 thigh = Directions.Columns(Vector3D.Cross(-upper, z), -upper, z);
        Matrix3 knee = Rotation.Exp(Directions.Angle(upper, lower) * X);
        Vector3D hinge = thigh.Column1;
        double yaw = Math.Atan2(-hinge.Z, hinge.X) + leg.Twist;
        Matrix3 sole = Rotation.Exp(yaw * Y) * Rotation.Exp(leg.End * X);
        Matrix3 loose = Rotation.Exp(0.35 * X);
        Matrix3 ankle = Rotation.Interpolate(loose, (thigh * knee).Transpose() * sole, grounded);
        return (pelvis.Transpose() * thigh, knee, ankle);
    }

    /// <summary>The unit direction, across the upper bone, towards which its hinge bends the lower one.</summary>
    /// <param name="upper">Where the upper bone points.</param>
    /// <param name="lower">Where the lower one does.</param>
    /// <param name="rest">Where the upper bone points at rest.</param>
    /// <param name="restSide">Where the hinge bends at rest.</param>
    private static Vector3D HingeSide(Vector3D upper, Vector3D lower, Vector3D rest, Vector3D restSide) => Directions.Unit(
        Directions.Across(lower, upper) + (StraightHint * Directions.Carry(restSide, rest, upper)));
}
