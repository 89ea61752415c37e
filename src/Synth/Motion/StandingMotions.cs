using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>What people do without leaving the spot.</summary>
internal static class StandingMotions
{
    private static readonly Stance AtEase = new() { LeftArm = ArmPoses.Hanging, RightArm = ArmPoses.Loose };

    /// <summary>Raises an arm and waves with it.</summary>
    public static Motion Wave(Proportions body, Random random)
    {
        double beat = random.Between(0.22, 0.34);
        Stance rest = Side(AtEase, random.NextDouble() < 0.5);
        bool left = random.NextDouble() < 0.5;
        Stance outward = WithArm(rest, left, new Limb(new(.9, -.1, .25), new(.75, .8, .2)));
        Stance inward = WithArm(rest, left, new Limb(new(.85, .02, .25), new(-.15, 1, .2)));
        List<MotionKey> keys = [new(0.7, rest), new(0.7, outward)];
        for (int i = 0; i < 4; i++)
        {
            keys.Add(new MotionKey(beat, inward));
            keys.Add(new MotionKey(beat, outward));
        }

        keys.Add(new MotionKey(0.8, rest));
        return new KeyedMotion(body, random, [.. keys], 1.1);
    }

    /// <summary>Bends the knees and comes up again, arms ahead.</summary>
    public static Motion Squat(Proportions body, Random random)
    {
        double depth = random.Between(0.32, 0.45), pace = random.Between(0.8, 1.2);
        Limb ahead = new(new(.2, .1, 1), new(-.05, .2, 1));
        Stance low = AtEase with { Lean = 0.7, Trunk = new(0.25, 0, 0), Gaze = new(-0.4, 0, 0), LeftArm = ahead, RightArm = ahead };
        return new KeyedMotion(
            body, random,
            [new(pace, AtEase), new(pace, low, new(0, -depth, -0.55 * depth)), new(0.3, low, new(0, -depth, -0.55 * depth))], 2);
    }

    /// <summary>Sits down on a seat of knee height, stays a while and stands up.</summary>
    public static Motion Sit(Proportions body, Random random)
    {
        Vector3D seat = new(0, -0.49, -0.47), over = new(0, -0.3, -0.32);
        Stance stooped = AtEase with { Lean = 0.55, Trunk = new(0.35, 0, 0), LeftArm = ArmPoses.Reaching, RightArm = ArmPoses.Reaching };
        Stance seated = AtEase with { Lean = -0.12, Trunk = new(0.15, 0, 0), LeftArm = ArmPoses.OnThigh, RightArm = ArmPoses.OnThigh };
        Stance talking = WithArm(seated, random.NextDouble() < 0.5, ArmPoses.HoldingUp) with { Gaze = new(0, random.Between(-0.6, 0.6), 0) };
        return new KeyedMotion(
            body, random,
            [
                new(random.Between(0.5, 1), AtEase), new(0.7, stooped, over), new(0.6, seated, seat), new(0.8, talking, seat),
                new(random.Between(0.5, 1.5), talking, seat), new(0.6, seated, seat), new(0.6, stooped, over), new(0.7, AtEase),
            ],
            1.4);
    }

    /// <summary>Talks with the hands: from one gesture to another, weight from one leg to the other.</summary>
    public static Motion Gesture(Proportions body, Random random)
    {
        MotionKey[] keys = new MotionKey[8];
        for (int i = 0; i < keys.Length; i++)
        {
            IReadOnlyList<Limb> arms = BasePoses.FreeArms;
            double side = random.Between(-0.06, 0.06);
            Stance stance = new()
            {
                LeftArm = arms[random.Next(arms.Count)],
                RightArm = arms[random.Next(arms.Count)],
                Sway = -side,
                Trunk = random.Normal(0.08, 0.15, 0.05),
                Gaze = random.Normal(0.1, 0.3, 0.08),
            };
            keys[i] = new MotionKey(random.Between(0.6, 1.3), stance, new Vector3D(side, -0.01, 0));
        }

        return new KeyedMotion(body, random, keys, 1.2);
    }

    private static Stance Side(Stance stance, bool left) => left ? stance : stance.Mirrored();

    private static Stance WithArm(Stance stance, bool left, Limb arm) => left ? stance with { LeftArm = arm } : stance with { RightArm = arm };
}
