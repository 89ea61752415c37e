namespace LivePose.Fitting;

/// <summary>How unsteady human motion is: the spectral density of each joint's angular and of the body's linear acceleration.</summary>
/// <remarks>
/// White-noise acceleration (Y. Bar-Shalom et al., "Estimation with applications to tracking and navigation", 2001, sec. 6.2.2):
/// over a step dt, a velocity carried on is wrong by q · dt^1.5. The values are ours, tuned on real motion.
/// </remarks>
public static class MotionModel
{
    /// <summary>Linear unsteadiness q, m / s^1.5.</summary>
    public const double Translation = 1.5;

    /// <summary>Angular unsteadiness q of a joint, rad / s^1.5.</summary>
    public static double Rotation(int joint) => joint switch
    {
        BodyJoint.Pelvis => 4,
        BodyJoint.LeftHip or BodyJoint.RightHip => 8,
        BodyJoint.LeftKnee or BodyJoint.RightKnee => 10,
        BodyJoint.LeftShoulder or BodyJoint.RightShoulder or BodyJoint.LeftElbow or BodyJoint.RightElbow => 12,
        BodyJoint.LeftWrist or BodyJoint.RightWrist or BodyJoint.LeftAnkle or BodyJoint.RightAnkle => 8,
        BodyJoint.Neck or BodyJoint.Head => 5,
        _ => 2,
    };
}
