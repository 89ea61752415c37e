using System.Numerics;
using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.Synth.Tests;

public sealed class MotionTests
{
    private const double Rate = 30;

    private static readonly double[] Tall = [1.5, -0.5, 0, 1];
    private static readonly BodySkeleton Skeleton = BuiltInBody.Model.ToSkeleton();
    private static readonly Proportions Mean = new(BuiltInBody.Model, []);
    private static readonly Proportions TallBody = new(BuiltInBody.Model, Tall);

    public static TheoryData<string> Names => [.. Motion.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Joints_stay_within_their_limits(string name)
    {
        BodyParameters pose = new(10);
        foreach (int seed in (int[])[1, 2, 3])
        {
            Motion motion = Motion.Create(name, Mean, new Random(seed));
            for (int f = 0; f < 200; f++)
            {
                motion.At(f / 20.0, pose);
                MotionChecks.AssertInsideLimits(pose);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_leaps_from_one_frame_to_the_next(string name)
    {
        foreach (int seed in (int[])[4, 5, 6])
        {
            Vector3D[]? last = null;
            foreach (Vector3D[] joints in Frames(Motion.Create(name, Mean, new Random(seed)), 240, []))
            {
                for (int j = 0; last is not null && j < BodyJoint.Count; j++)
                {
                    double speed = (joints[j] - last[j]).Length * Rate;
                    Assert.True(speed < 12, $"{BodyJoint.Names[j]} at {speed:F1} m/s");
                }

                last = joints;
            }
        }
    }

    /// <summary>Every moment but a jump's flight has its lowest point of the skin on the ground, whatever the body's shape.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_lowest_point_stands_on_the_ground(string name)
    {
        FastSkinning skinning = new(BuiltInBody.Model);
        Vector3[] vertices = new Vector3[BuiltInBody.Model.VertexCount];
        BodyParameters pose = new(10);
        Tall.CopyTo(pose.Betas, 0);
        Motion motion = Motion.Create(name, TallBody, new Random(8));
        for (int f = 0; f < 60; f++)
        {
            motion.At(f / 10.0, pose);
            skinning.Pose(pose.Rotations, pose.Betas, pose.Translation, vertices, new Vector3D[BodyJoint.Count]);
            float lowest = vertices.Min(v => v.Y);
            Assert.InRange(lowest, -0.015, name == "jump" ? 0.4 : 0.005);
        }
    }

    /// <summary>While the ball of a foot is down it moves by at most a centimetre.</summary>
    [Theory]
    [InlineData("walk")]
    [InlineData("circle")]
    [InlineData("turn")]
    [InlineData("dance")]
    public void Standing_feet_do_not_slide(string name)
    {
        double ground = TallBody.Ankle + TallBody.Ball.Y + 0.001, slide = 0;
        foreach (int foot in (int[])[BodyJoint.LeftFoot, BodyJoint.RightFoot])
        {
            int planted = 0;
            Vector3D print = default;
            foreach (Vector3D[] joints in Frames(Motion.Create(name, TallBody, new Random(9)), 300, Tall))
            {
                bool down = joints[foot].Y < ground;
                print = down && planted == 0 ? joints[foot] : print;
                planted = down ? planted + 1 : 0;
                slide = down ? Math.Max(slide, (joints[foot] - print).Length) : slide;
            }
        }

        Assert.InRange(slide, 0, 0.01);
    }

    [Fact]
    public void Walking_goes_as_far_as_its_steps()
    {
        Vector3D[][] frames = [.. Frames(Motion.Create("walk", Mean, new Random(2)), 300, [])];
        double way = (frames[^1][0] - frames[0][0]).Length, seconds = (frames.Length - 1) / Rate;
        Assert.InRange(way / seconds, 0.8, 1.5);
        double[] prints = [.. frames.Where(f => f[BodyJoint.LeftFoot].Y < Mean.Ankle + Mean.Ball.Y + 0.001).Select(f => Math.Round(f[BodyJoint.LeftFoot].Z, 1)).Distinct()];
        Assert.InRange(prints.Length, (int)(seconds / 1.4), (int)(seconds / 0.8)); // a cycle takes 0.8 to 1.4 s, each plants the foot once
    }

    [Fact]
    public void Everybody_moves_in_his_own_way_but_always_in_the_same()
    {
        BodyParameters a = new(10), b = new(10), c = new(10);
        foreach (string name in Motion.Names)
        {
            Motion.Create(name, Mean, new Random(1)).At(1.3, a);
            Motion.Create(name, Mean, new Random(1)).At(1.3, b);
            Motion.Create(name, Mean, new Random(2)).At(1.3, c);
            Assert.Equal(a.Rotations, b.Rotations);
            Assert.Equal(a.Translation, b.Translation);
            Assert.NotEqual(a.Rotations, c.Rotations);
        }
    }

    [Fact]
    public void An_unknown_motion_is_refused_with_the_known_ones()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Motion.Create("swim", Mean, new Random(1)));
        Assert.Contains("'swim'", e.Message, StringComparison.Ordinal);
        Assert.Contains("walk, turn", e.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<Vector3D[]> Frames(Motion motion, int count, double[] betas)
    {
        BodyKinematics kinematics = new(Skeleton, new KeypointRig(Skeleton, KeypointSets.Coco17));
        BodyParameters pose = new(10);
        betas.CopyTo(pose.Betas, 0);
        for (int f = 0; f < count; f++)
        {
            motion.At(f / Rate, pose);
            kinematics.Update(pose);
            yield return [.. kinematics.Joints];
        }
    }
}
