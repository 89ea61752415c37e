using System.Numerics;
using System.Runtime.InteropServices;
using LivePose.Fitting.Arrays;
using LivePose.Fitting.Body;
using LivePose.Testing;

namespace LivePose.Fitting.Tests.Body;

public class SkinningTests
{
    public static TheoryData<string> BodyFiles => ["smpl_like.npz", "smpl_like_py2.pkl"];

    [Theory, MemberData(nameof(BodyFiles))]
    public void TheReferenceReproducesPythonExactly(string file)
    {
        BodyModel model = BodyModelReader.Read(SharedData.Path("reference", "body", file));
        Assert.True(WorstError(model, (rotations, betas, translation, joints) =>
            LinearBlendSkinning.Pose(model, rotations, betas, translation, joints)) < 1e-12);
    }

    [Fact]
    public void TheFastPathReproducesPythonWithinFiveMicrometres()
    {
        BodyModel model = BodyModelReader.Read(SharedData.Path("reference", "body", "smpl_like.npz"));
        FastSkinning fast = new(model);
        Vector3[] vertices = new Vector3[model.VertexCount];
        double worst = WorstError(model, (rotations, betas, translation, joints) =>
        {
            fast.Pose(rotations, betas, translation, vertices, joints);
            return Array.ConvertAll(MemoryMarshal.Cast<Vector3, float>(vertices).ToArray(), x => (double)x);
        });
        Assert.True(worst < 5e-6, $"{worst:E2}");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 2)]
    [InlineData(32, 4)]
    [InlineData(33, 4)]
    [InlineData(1000, 9)]
    public void TheFastPathEqualsTheReferenceForEverySize(int vertices, int pairs)
    {
        BodyModel model = RandomBody.Create(vertices, seed: vertices, pairs);
        FastSkinning fast = new(model);
        Vector3[] actual = new Vector3[vertices];
        Vector3D[] joints = new Vector3D[24], expectedJoints = new Vector3D[24];
        Random random = new(5);
        for (int round = 0; round < 6; round++)
        {
            Matrix3[] pose = RandomBody.Pose(random, round * 0.5);
            double[] betas = round % 3 == 2 ? [] : [.. Enumerable.Range(0, 10).Select(_ => 2 - (4 * random.NextDouble()))];
            Vector3D translation = new(round, -1, 3);
            double[] expected = LinearBlendSkinning.Pose(model, pose, betas, translation, expectedJoints);
            fast.Pose(pose, betas, translation, actual, joints);
            for (int v = 0; v < vertices; v++)
            {
                Vector3D difference = new(actual[v].X - expected[3 * v], actual[v].Y - expected[(3 * v) + 1], actual[v].Z - expected[(3 * v) + 2]);
                Assert.True(difference.Length < 1e-5, $"round {round}, vertex {v}: {difference.Length:E2} m");
            }

            Assert.All(joints.Zip(expectedJoints), pair => Assert.True((pair.First - pair.Second).Length < 1e-12));
        }
    }

    [Fact]
    public void TheJointsOnlyPathGivesTheSameJoints()
    {
        BodyModel model = BodyModelReader.Read(SharedData.Path("reference", "body", "smpl_like.npz"));
        BodySkeleton skeleton = model.ToSkeleton();
        BodyKinematics kinematics = new(skeleton, new KeypointRig(skeleton, KeypointSets.Coco17));
        BodyParameters parameters = new(10);
        Random random = new(3);
        Vector3D[] expected = new Vector3D[24];
        for (int round = 0; round < 20; round++)
        {
            RandomBody.Pose(random, 1).CopyTo(parameters.Rotations, 0);
            parameters.Translation = new Vector3D(random.NextDouble(), random.NextDouble(), 3);
            for (int s = 0; s < 10; s++)
            {
                parameters.Betas[s] = random.NextDouble();
            }

            kinematics.Update(parameters);
            LinearBlendSkinning.Pose(model, parameters.Rotations, parameters.Betas, parameters.Translation, expected);
            Assert.All(kinematics.Joints.ToArray().Zip(expected), pair => Assert.True((pair.First - pair.Second).Length < 1e-12));
        }
    }

    [Fact]
    public void ASteadyStateAllocatesNothing()
    {
        BodyModel model = RandomBody.Create(500, seed: 2);
        FastSkinning fast = new(model);
        Vector3[] vertices = new Vector3[500];
        Vector3D[] joints = new Vector3D[24];
        Matrix3[] pose = RandomBody.Pose(new Random(1), 1);
        double[] betas = new double[10];
        Allocation.AssertSteady(() =>
        {
            betas[0] += 0.01;
            fast.Pose(pose, betas, default, vertices, joints);
        });
    }

    [Fact]
    public void SiblingsDoNotDisturbEachOther()
    {
        BodyModel model = RandomBody.Create(100, seed: 9);
        FastSkinning one = new(model), two = one.CreateSibling();
        Matrix3[] pose = RandomBody.Pose(new Random(4), 1);
        Vector3[] alone = new Vector3[100], again = new Vector3[100], other = new Vector3[100];
        one.Pose(pose, [1, 2], default, alone, new Vector3D[24]);
        two.Pose(pose, [-1], default, other, new Vector3D[24]);
        one.Pose(pose, [1, 2], default, again, new Vector3D[24]);
        Assert.Equal(alone, again);
        Assert.NotEqual(alone, other);
    }

    [Fact]
    public void WrongLengthsAreRefused()
    {
        FastSkinning fast = new(RandomBody.Create(10, seed: 2));
        ArgumentException e = Assert.Throws<ArgumentException>(() => fast.Pose(new Matrix3[23], [], default, new Vector3[10], new Vector3D[24]));
        Assert.Contains("23 rotations", e.Message, StringComparison.Ordinal);
    }

    private delegate double[] Forward(ReadOnlySpan<Matrix3> rotations, ReadOnlySpan<double> betas, Vector3D translation, Span<Vector3D> joints);

    /// <summary>Largest deviation of a coordinate from lbs_expected.npz, metres.</summary>
    private static double WorstError(BodyModel model, Forward forward)
    {
        using NpzReader expected = NpzReader.Open(SharedData.Path("reference", "body", "lbs_expected.npz"));
        double[] poses = expected.Read("poses").ToDoubles(), betas = expected.Read("betas").ToDoubles(), trans = expected.Read("trans").ToDoubles();
        double[] vertices = expected.Read("vertices").ToDoubles(), joints = expected.Read("joints").ToDoubles();
        Vector3D[] posed = new Vector3D[24];
        double worst = 0;
        for (int n = 0; n < 8; n++)
        {
            Matrix3[] rotations = [.. MemoryMarshal.Cast<double, Vector3D>(poses.AsSpan(72 * n, 72)).ToArray().Select(Rotation.Exp)];
            Vector3D translation = new(trans[3 * n], trans[(3 * n) + 1], trans[(3 * n) + 2]);
            double[] actual = forward(rotations, betas.AsSpan(10 * n, 10), translation, posed);
            for (int i = 0; i < actual.Length; i++)
            {
                worst = Math.Max(worst, Math.Abs(actual[i] - vertices[(n * actual.Length) + i]));
            }

            for (int j = 0; j < 72; j++)
            {
                worst = Math.Max(worst, Math.Abs(posed[j / 3][j % 3] - joints[(72 * n) + j]));
            }
        }

        return worst;
    }
}
