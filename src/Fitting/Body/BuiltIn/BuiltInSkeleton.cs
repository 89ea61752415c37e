using System.Numerics;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>Joints of the built-in body at rest: 1.69 m tall, feet on y = 0, arms stretched out sideways, metres.</summary>
/// <remarks>
/// Stature, span, shoulder, wrist, knee and ankle heights and hand and foot lengths are the means of the female and male means of
/// C. C. Gordon et al., "2012 anthropometric survey of U.S. Army personnel" (ANSUR II), Natick/TR-15/007, 2014, rounded to
/// centimetres: stature 1.69, span 1.74, acromion 1.39, biacromial 0.39, crotch 0.81, knee 0.47, hand 0.19, foot 0.26. Segment
/// lengths check against D. A. Winter, "Biomechanics and motor control of human movement", 4th ed., fig. 4.1 (fractions of
/// stature: hip 0.530, knee 0.285, ankle 0.039, forearm 0.146, hand 0.108). Distance of the hip joints: A. L. Bell et al.,
/// J. Biomechanics 23(6), 1990.
/// </remarks>
internal static class BuiltInSkeleton
{
    private static readonly (int Joint, Vector3 At)[] Half =
    [
        (BodyJoint.Pelvis, new(0, .955f, -.015f)), (BodyJoint.LeftHip, new(.086f, .893f, -.010f)), (BodyJoint.LeftKnee, new(.103f, .475f, -.002f)),
        (BodyJoint.LeftAnkle, new(.108f, .075f, -.035f)), (BodyJoint.LeftFoot, new(.121f, .022f, .085f)),
        (BodyJoint.Spine1, new(0, 1.055f, -.020f)), (BodyJoint.Spine2, new(0, 1.175f, -.025f)), (BodyJoint.Spine3, new(0, 1.245f, -.020f)),
        (BodyJoint.Neck, new(0, 1.440f, -.035f)), (BodyJoint.Head, new(0, 1.525f, -.003f)), (BodyJoint.LeftCollar, new(.070f, 1.360f, -.030f)),
        (BodyJoint.LeftShoulder, new(.170f, 1.376f, -.030f)), (BodyJoint.LeftElbow, new(.435f, 1.376f, -.035f)),
        (BodyJoint.LeftWrist, new(.684f, 1.376f, -.030f)), (BodyJoint.LeftHand, new(.768f, 1.372f, -.028f)),
    ];

    /// <summary>Shape [24].</summary>
    public static Vector3[] Joints { get; } = Create();

    private static Vector3[] Create()
    {
        Vector3[] joints = new Vector3[BodyJoint.Count];
        foreach ((int joint, Vector3 at) in Half)
        {
            joints[joint] = at;
            joints[BodyJoint.Mirror[joint]] = BodyJoint.Mirror[joint] == joint ? at : new Vector3(-at.X, at.Y, at.Z);
        }

        return joints;
    }
}
