using System.Numerics;
using LivePose.Fitting;

namespace LivePose.Synth.People;

/// <summary>Heights and breadths of a body at rest that say where a sleeve, a collar or an eye is, metres, body frame.</summary>
internal sealed class FigureMeasures
{
    private const int Nose = 0, LeftEye = 1, LeftEar = 3;

    public FigureMeasures(Figure figure)
    {
        ShoulderX = figure.RestJoint(BodyJoint.LeftShoulder).X;
        WristX = figure.RestJoint(BodyJoint.LeftWrist).X;
        ArmBottom = figure.RestJoint(BodyJoint.LeftElbow).Y - 0.22f;
        Neck = figure.RestJoint(BodyJoint.Neck).Y;
        Hip = figure.RestJoint(BodyJoint.LeftHip).Y;
        Ankle = figure.RestJoint(BodyJoint.LeftAnkle).Y;
        Eye = figure.Rest[figure.FaceVertex(LeftEye)];
        NoseTip = figure.Rest[figure.FaceVertex(Nose)];
        Ear = figure.Rest[figure.FaceVertex(LeftEar)];
        Mouth = NoseTip.Y - (0.78f * (Eye.Y - NoseTip.Y));
        Vector3[] head = [.. figure.Rest.Where(v => v.Y > NoseTip.Y)];
        Top = head.Max(v => v.Y);
        Back = head.Min(v => v.Z);
        HeadBreadth = head.Where(v => v.Y > Eye.Y + 0.03f).Max(v => v.X);
    }

    /// <summary>Left shoulder joint, from the middle.</summary>
    public float ShoulderX { get; }

    /// <summary>Left wrist joint, from the middle.</summary>
    public float WristX { get; }

    /// <summary>Everything above and beyond the shoulders is an arm.</summary>
    public float ArmBottom { get; }

    /// <summary>Height of the neck joint.</summary>
    public float Neck { get; }

    /// <summary>Height of the hip joints.</summary>
    public float Hip { get; }

    /// <summary>Height of the ankle joints.</summary>
    public float Ankle { get; }

    /// <summary>Middle of the left eye on the skin.</summary>
    public Vector3 Eye { get; }

    /// <summary>Tip of the nose.</summary>
    public Vector3 NoseTip { get; }

    /// <summary>Outermost point of the left ear.</summary>
    public Vector3 Ear { get; }

    /// <summary>Height of the line between the lips.</summary>
    public float Mouth { get; }

    /// <summary>Height of the crown.</summary>
    public float Top { get; }

    /// <summary>The head's rearmost point, z.</summary>
    public float Back { get; }

    /// <summary>Half the breadth of the skull above the ears.</summary>
    public float HeadBreadth { get; }

    /// <summary>Height below which the scalp is bare, for a point of the head: high over the brow, low at the nape.</summary>
    /// <param name="z">Of the point.</param>
    /// <param name="front">Height of the hairline over the brow.</param>
    /// <param name="nape">Height of the hairline at the back.</param>
    public float Hairline(float z, float front, float nape)
    {
        float t = (z - Back) / (NoseTip.Z - Back);
        float sides = float.Lerp(nape, Eye.Y + 0.005f, Smooth(0.12f, 0.45f, t));
        return float.Lerp(sides, front, Smooth(0.52f, 0.72f, t));
    }

    private static float Smooth(float low, float high, float x)
    {
        float t = Math.Clamp((x - low) / (high - low), 0, 1);
        return t * t * (3 - (2 * t));
    }
}
