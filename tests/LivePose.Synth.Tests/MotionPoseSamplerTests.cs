using CsCheck;
using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.Synth.Tests;

public sealed class MotionPoseSamplerTests
{
    private static readonly BodySkeleton Skeleton = BuiltInBody.Model.ToSkeleton();

    [Fact]
    public void Poses_stay_within_the_joint_limits() =>
        Gen.Int.Sample(seed =>
        {
            BodyParameters pose = new(10);
            double lift = PoseSampler.Sample(new Random(seed), pose);
            Assert.InRange(lift, 0, 1);
            MotionChecks.AssertInsideLimits(pose);
        });

    [Fact]
    public void The_same_seed_gives_the_same_pose_and_another_seed_another()
    {
        BodyParameters a = new(10), b = new(10), c = new(10);
        PoseSampler.Sample(SynthSeed.Stream(3, 5), a);
        PoseSampler.Sample(SynthSeed.Stream(3, 5), b);
        PoseSampler.Sample(SynthSeed.Stream(3, 6), c);
        Assert.Equal(a.Rotations, b.Rotations);
        Assert.NotEqual(a.Rotations, c.Rotations);
    }

    [Fact]
    public void Shape_and_translation_stay()
    {
        BodyParameters pose = new(10) { Translation = new Vector3D(1, 2, 3) };
        pose.Betas[4] = 0.7;
        PoseSampler.Sample(new Random(1), pose);
        Assert.Equal(new Vector3D(1, 2, 3), pose.Translation);
        Assert.Equal(0.7, pose.Betas[4]);
    }

    /// <summary>
    /// Shares among the labelled people of COCO val2017 whose box is 60 px or taller, in brackets; ours must come near them.
    /// </summary>
    [Fact]
    public void Shares_resemble_photographs()
    {
        const int Count = 3000;
        int raised = 0, bent = 0, sharp = 0, frontal = 0, tilted = 0;
        foreach (Vector3D[] j in Joints(Count))
        {
            Vector3D neck = 0.5 * (j[BodyJoint.LeftShoulder] + j[BodyJoint.RightShoulder]), hips = 0.5 * (j[BodyJoint.LeftHip] + j[BodyJoint.RightHip]);
            raised += j[BodyJoint.LeftWrist].Y > j[BodyJoint.LeftShoulder].Y ? 1 : 0;
            double knee = ImageAngle(j[BodyJoint.LeftHip], j[BodyJoint.LeftKnee], j[BodyJoint.LeftAnkle]);
            bent += knee < 150 ? 1 : 0;
            sharp += knee < 110 ? 1 : 0;
            frontal += j[BodyJoint.LeftShoulder].X - j[BodyJoint.RightShoulder].X > 0.3 * 0.45 ? 1 : 0;
            tilted += Math.Atan2(Math.Abs(neck.X - hips.X), neck.Y - hips.Y) > Math.PI / 6 ? 1 : 0;
        }

        Assert.InRange(raised / (double)Count, 0.07, 0.16); // 0.10
        Assert.InRange(bent / (double)Count, 0.27, 0.43); // 0.36
        Assert.InRange(sharp / (double)Count, 0.12, 0.24); // 0.18
        Assert.InRange(frontal / (double)Count, 0.52, 0.70); // 0.61
        Assert.InRange(tilted / (double)Count, 0.05, 0.13); // 0.09
    }

    [Fact]
    public void Limbs_do_not_run_through_the_body()
    {
        BodyParameters pose = new(10);
        BodyClearance clearance = new();
        Random random = new(4);
        int through = 0;
        for (int i = 0; i < 1000; i++)
        {
            PoseSampler.Sample(random, pose);
            through += clearance.Depth(pose) > 0.03 ? 1 : 0;
        }

        Assert.InRange(through, 0, 5);
    }

    public static TheoryData<string> BasePoseNames => [.. BasePoses.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(BasePoseNames))]
    public void Every_hand_made_pose_can_be_taken(string name)
    {
        Stance stance = BasePoses.All.Single(p => p.Name == name).Stance;
        BodyParameters pose = new(10), mirrored = new(10);
        StanceSolver.Solve(stance, 0.4, pose);
        Assert.InRange(new BodyClearance().Depth(pose), double.NegativeInfinity, 0.03);

        StanceSolver.Solve(stance.Mirrored(), -0.4, mirrored);
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            MotionChecks.AssertNear(Directions.Mirror(pose.Rotations[BodyJoint.Mirror[j]]), mirrored.Rotations[j], 1e-9);
        }
    }

    [Fact]
    public void Limbs_point_where_the_stance_says()
    {
        BodyParameters pose = new(10);
        Stance stance = new() { LeftArm = new(new(1, 0, 0), new(0, 0, 1)), LeftLeg = new(new(0, 0, 1), new(0, -1, 0)) };
        StanceSolver.Solve(stance, 0, pose);
        Matrix3 chest = pose.Rotations[0] * pose.Rotations[BodyJoint.Spine1] * pose.Rotations[BodyJoint.Spine2] * pose.Rotations[BodyJoint.Spine3];
        Matrix3 arm = chest * pose.Rotations[BodyJoint.LeftCollar] * pose.Rotations[BodyJoint.LeftShoulder];
        MotionChecks.AssertNear(new Vector3D(1, 0, 0), arm.Column1, 1e-9);
        MotionChecks.AssertNear(new Vector3D(0, 0, 1), (arm * pose.Rotations[BodyJoint.LeftElbow]).Column1, 1e-9);
        Matrix3 thigh = pose.Rotations[0] * pose.Rotations[BodyJoint.LeftHip];
        MotionChecks.AssertNear(new Vector3D(0, 0, -1), thigh.Column2, 1e-9);
        MotionChecks.AssertNear(new Vector3D(0, 1, 0), (thigh * pose.Rotations[BodyJoint.LeftKnee]).Column2, 1e-9);
    }

    [Fact]
    public void Distance_of_segments_matches_a_search() =>
        Gen.Double[-1, 1].Array[12].Sample(v =>
        {
            Vector3D p1 = new(v[0], v[1], v[2]), q1 = new(v[3], v[4], v[5]), p2 = new(v[6], v[7], v[8]), q2 = new(v[9], v[10], v[11]);
            double found = BodyClearance.Between(p1, q1, p2, q2), searched = double.MaxValue;
            for (int a = 0; a <= 40; a++)
            {
                for (int b = 0; b <= 40; b++)
                {
                    searched = Math.Min(searched, (p1 + (a / 40.0 * (q1 - p1)) - p2 - (b / 40.0 * (q2 - p2))).Length);
                }
            }

            Assert.InRange(found, searched - 0.1, searched + 1e-6); // a segment shorter than a micrometre counts as a point
        }, iter: 200);

    private static IEnumerable<Vector3D[]> Joints(int count)
    {
        BodyKinematics kinematics = new(Skeleton, new KeypointRig(Skeleton, KeypointSets.Coco17));
        BodyParameters pose = new(10);
        Random random = new(11);
        for (int i = 0; i < count; i++)
        {
            PoseSampler.Sample(random, pose);
            kinematics.Update(pose);
            yield return kinematics.Joints;
        }
    }

    /// <summary>Angle at b as a camera far in front sees it, degrees.</summary>
    private static double ImageAngle(Vector3D a, Vector3D b, Vector3D c)
    {
        (double ux, double uy, double vx, double vy) = (a.X - b.X, a.Y - b.Y, c.X - b.X, c.Y - b.Y);
        return 180 / Math.PI * Math.Abs(Math.Atan2((ux * vy) - (uy * vx), (ux * vx) + (uy * vy)));
    }
}
