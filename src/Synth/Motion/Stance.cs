using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>A pose in the words one would use to tell somebody to take it; <see cref="StanceSolver"/> makes joint rotations of it.</summary>
/// <remarks>Every number may be blended with another stance's, so a motion is a path through stances. Radians.</remarks>
internal sealed record Stance
{
    /// <summary>Rotation vector of the whole upright body: (-π/2, 0, 0) lies on its back, zero stands.</summary>
    public Vector3D Laid { get; init; }

    /// <summary>Pelvis tilted forward.</summary>
    public double Lean { get; init; }

    /// <summary>Pelvis turned to its left, against the legs.</summary>
    public double Turn { get; init; }

    /// <summary>Pelvis tilted to its right.</summary>
    public double Sway { get; init; }

    /// <summary>Spine against the pelvis: bent forward, turned left, tilted to the right.</summary>
    public Vector3D Trunk { get; init; }

    /// <summary>Head against the chest: bent forward, turned left, tilted to the right.</summary>
    public Vector3D Gaze { get; init; }

    /// <summary>The left arm.</summary>
    public Limb LeftArm { get; init; } = ArmPoses.Hanging;

    /// <summary>The right arm.</summary>
    public Limb RightArm { get; init; } = ArmPoses.Hanging;

    /// <summary>The left leg.</summary>
    public Limb LeftLeg { get; init; } = LegPoses.Straight;

    /// <summary>The right leg.</summary>
    public Limb RightLeg { get; init; } = LegPoses.Straight;

    /// <summary>1 = soles pitched as the legs say against the ground, 0 = feet hang loosely from their shanks.</summary>
    public double Grounded { get; init; } = 1;

    /// <summary>Height of the lowest point above the ground, metres.</summary>
    public double Lift { get; init; }

    /// <summary>A fraction t of the way from one stance to another.</summary>
    public static Stance Blend(Stance a, Stance b, double t)
    {
        double Mix(double from, double to) => from + (t * (to - from));
        Vector3D MixVector(Vector3D from, Vector3D to) => ((1 - t) * from) + (t * to);
        return new Stance
        {
            Laid = MixVector(a.Laid, b.Laid),
            Lean = Mix(a.Lean, b.Lean),
            Turn = Mix(a.Turn, b.Turn),
            Sway = Mix(a.Sway, b.Sway),
            Trunk = MixVector(a.Trunk, b.Trunk),
            Gaze = MixVector(a.Gaze, b.Gaze),
            LeftArm = Limb.Blend(a.LeftArm, b.LeftArm, t),
            RightArm = Limb.Blend(a.RightArm, b.RightArm, t),
            LeftLeg = Limb.Blend(a.LeftLeg, b.LeftLeg, t),
            RightLeg = Limb.Blend(a.RightLeg, b.RightLeg, t),
            Grounded = Mix(a.Grounded, b.Grounded),
            Lift = Mix(a.Lift, b.Lift),
        };
    }

    /// <summary>Left and right exchanged.</summary>
    public Stance Mirrored() => this with
    {
        Laid = new Vector3D(Laid.X, -Laid.Y, -Laid.Z),
        Turn = -Turn,
        Sway = -Sway,
        Trunk = new Vector3D(Trunk.X, -Trunk.Y, -Trunk.Z),
        Gaze = new Vector3D(Gaze.X, -Gaze.Y, -Gaze.Z),
        LeftArm = RightArm,
        RightArm = LeftArm,
        LeftLeg = RightLeg,
        RightLeg = LeftLeg,
    };
}
