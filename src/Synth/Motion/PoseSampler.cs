using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.Synth;

/// <summary>Draws poses as people in photographs take them: hand-made ones and frames of motions, mixed and varied inside the joint limits.</summary>
/// <remarks>
/// World frame: +y up, +z towards where a level camera stands, +x to that camera's right. A body whose root rotation is the identity
/// stands and looks at the camera; a level camera's frame (+x right, +y down, +z forward) follows from it by half a turn about x,
/// <c>Rotation.Exp(new Vector3D(Math.PI, 0, 0)) * pose.Rotations[0]</c>. Shares, spreads and headings were set against the keypoints
/// of COCO val2017 (wrists above shoulders, bent knees and elbows, tilt of trunk and thighs, width of shoulders).
/// </remarks>
public static class PoseSampler
{
    /// <summary>How often a pose that runs through itself is drawn again, each time with less noise.</summary>
    private const int Attempts = 12;

    /// <summary>Depth to which limbs may touch, metres: skin is soft.</summary>
    private const double Touch = 0.025;

    /// <summary>Share of poses that are moments of a motion.</summary>
    private const double MotionShare = 0.2;

    private static readonly Lazy<Proportions> MeanBody = new(() => new Proportions(BuiltInBody.Model, []));
    private static readonly double TotalShare = BasePoses.All.Sum(p => p.Share);

    /// <summary>Sets all joint rotations; shape and translation stay.</summary>
    /// <param name="random">Source of chance: the same state gives the same pose.</param>
    /// <param name="pose">Out: its rotations, the first from body to world frame; all others inside <see cref="JointRanges"/>.</param>
    /// <returns>Height above the ground at which the lowest point of the body belongs, metres; 0 unless it jumps.</returns>
    public static double Sample(Random random, BodyParameters pose)
    {
        double heading = Heading(random);
        if (random.NextDouble() < MotionShare)
        {
            return Moment(random, heading, pose);
        }

        BodyClearance clearance = new();
        Stance stance = new();
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            stance = Vary(Draw(random), random, 1 - (attempt / (double)Attempts));
            StanceSolver.Solve(stance, heading, pose);
            if (clearance.Depth(pose) < Touch)
            {
                break;
            }
        }

        return stance.Lift;
    }

    /// <summary>A moment of a motion, turned to a heading; how high it jumps.</summary>
    private static double Moment(Random random, double heading, BodyParameters pose)
    {
        Proportions body = MeanBody.Value;
        BodyParameters moved = new(0);
        Motion.Create(Motion.Names[random.Next(Motion.Names.Count)], body, random).At(random.Between(0, 10), moved);
        double lowest = moved.Translation.Y + body.RestPelvis.Y + body.LowestSole(moved.Rotations);
        moved.Rotations.CopyTo(pose.Rotations, 0);
        pose.Rotations[0] = Rotation.Exp(new Vector3D(0, heading, 0)) * pose.Rotations[0];
        return Math.Max(lowest - 0.005, 0);
    }

    /// <summary>Most people face the camera, within 100° or so; the rest stand in any direction.</summary>
    private static double Heading(Random random) =>
        random.NextDouble() < 0.5 ? random.Normal(0.6) : random.Between(-Math.PI, Math.PI);

    /// <summary>A pose, sometimes mirrored, part of the way to another, or with an arm that does something else.</summary>
    private static Stance Draw(Random random)
    {
        BasePose pose = Pick(random);
        Stance stance = pose.Stance;
        if (pose.FreeArms && random.NextDouble() < 0.5)
        {
            stance = stance with { LeftArm = FreeArm(random) };
        }

        if (pose.FreeArms && random.NextDouble() < 0.5)
        {
            stance = stance with { RightArm = FreeArm(random) };
        }

        return random.NextDouble() < 0.5 ? stance.Mirrored() : stance;
    }

    private static Limb FreeArm(Random random) =>
        Limb.Blend(BasePoses.FreeArms[random.Next(BasePoses.FreeArms.Count)], BasePoses.FreeArms[random.Next(BasePoses.FreeArms.Count)], random.Between(0, 0.4));

    private static BasePose Pick(Random random)
    {
        double left = random.NextDouble() * TotalShare;
        foreach (BasePose pose in BasePoses.All)
        {
            left -= pose.Share;
            if (left < 0)
            {
                return pose;
            }
        }

        return BasePoses.All[^1];
    }

    /// <summary>The stance with noise on everything.</summary>
    /// <param name="stance">The pose.</param>
    /// <param name="random">Source of noise.</param>
    /// <param name="amount">1 = all of the noise.</param>
    private static Stance Vary(Stance stance, Random random, double amount)
    {
        double arms = 0.16 * amount, legs = 0.07 * amount;
        return stance with
        {
            Lean = stance.Lean + random.Normal(0.12 * amount),
            Turn = stance.Turn + random.Normal(0.1 * amount),
            Sway = stance.Sway + random.Normal(0.07 * amount),
            Trunk = stance.Trunk + random.Normal(0.13 * amount, 0.16 * amount, 0.1 * amount),
            Gaze = stance.Gaze + random.Normal(0.16 * amount, 0.38 * amount, 0.14 * amount),
            LeftArm = stance.LeftArm.Varied(random, arms, 0.3 * amount),
            RightArm = stance.RightArm.Varied(random, arms, 0.3 * amount),
            LeftLeg = stance.LeftLeg.Varied(random, legs, 0.12 * amount),
            RightLeg = stance.RightLeg.Varied(random, legs, 0.12 * amount),
            Lift = stance.Lift * random.Between(0.3, 1.6),
        };
    }
}
