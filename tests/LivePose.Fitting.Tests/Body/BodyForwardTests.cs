using LivePose.Fitting.Arrays;
using LivePose.Fitting.Body;
using LivePose.Testing;

namespace LivePose.Fitting.Tests.Body;

public class BodyForwardTests
{
    [Fact]
    public void ParametersFromAFileGiveTheExpectedMesh()
    {
        string expected = SharedData.Path("reference", "body", "lbs_expected.npz");
        BodyModel model = BodyModelReader.Read(SharedData.Path("reference", "body", "smpl_like.npz"));
        (NdArray vertices, NdArray joints) = BodyForward.Run(model, BodyMotion.Read(expected));
        using NpzReader truth = NpzReader.Open(expected);
        Assert.Equal([8, 431, 3], vertices.Shape);
        Assert.Equal([8, 24, 3], joints.Shape);
        Assert.True(Largest(vertices, truth.Read("vertices")) < 5e-6);
        Assert.True(Largest(joints, truth.Read("joints")) < 5e-6);
    }

    [Fact]
    public void OneShapeServesAllFramesAndTranslationMayBeMissing()
    {
        using TemporaryFolder folder = new();
        Write(folder, [("poses", NdArray.Create(new double[216], 3, 72)), ("betas", NdArray.Create([0.5, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9], 12))]);
        BodyModel model = RandomBody.Create(20, seed: 1);
        NdArray vertices = BodyForward.Run(model, BodyMotion.Read(folder.File("p.npz"))).Vertices;
        double[] shaped = LinearBlendSkinning.Shape(model, [0.5, 1, 9, 9, 9, 9, 9, 9, 9, 9]);
        Assert.True(Largest(NdArray.Create([.. vertices.ToDoubles()[120..]], 60), NdArray.Create(shaped, 60)) < 1e-5);
    }

    [Fact]
    public void ShapesThatDisagreeAreRefused()
    {
        using TemporaryFolder folder = new();
        Refused([("poses", NdArray.Create(new double[70], 1, 70))], "expected [frames, 3 x joints]");
        Refused([("poses", NdArray.Create(new double[144], 2, 72)), ("trans", NdArray.Create(new double[3], 1, 3))], "expected [2, 3]");
        Refused([("poses", NdArray.Create(new double[144], 2, 72)), ("betas", NdArray.Create(new double[30], 3, 10))], "[2, shapes]");
        Refused([("poses", NdArray.Create(new double[69], 1, 69))], "needs 72");
        Refused([("pose", NdArray.Create(new double[72], 1, 72))], "no array 'poses'");

        void Refused((string, NdArray)[] arrays, string part)
        {
            Write(folder, arrays);
            InvalidDataException e = Assert.Throws<InvalidDataException>(() => BodyForward.Run(RandomBody.Create(5, 1), BodyMotion.Read(folder.File("p.npz"))));
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
        }
    }

    private static void Write(TemporaryFolder folder, (string Name, NdArray Array)[] arrays)
    {
        using NpzWriter writer = NpzWriter.Create(folder.File("p.npz"));
        foreach ((string name, NdArray array) in arrays)
        {
            writer.Write(name, array);
        }
    }

    private static double Largest(NdArray a, NdArray b) => a.ToDoubles().Zip(b.ToDoubles()).Max(pair => Math.Abs(pair.First - pair.Second));
}
