using System.Globalization;
using System.Text.Json;
using LivePose.Fitting.Body;
using LivePose.Fitting.Export;
using LivePose.Testing;
using SharpGLTF.Schema2;

namespace LivePose.Fitting.Tests;

public sealed class ExportTests : IDisposable
{
    private const int Frames = 5, Rejected = 2;

    private static readonly BodyModel Model = BuiltInBody.Model;

    private static readonly BodySkeleton Skeleton = Model.ToSkeleton();

    private readonly TemporaryFolder _folder = new();

    private readonly FittedMotion _motion = Motion();

    [Fact]
    public void AmassFilesReadBack()
    {
        string path = _folder.File("a.npz");
        AmassWriter.Write(path, _motion);
        BodyMotion read = BodyMotion.Read(path);
        Assert.Equal(Frames - 1, read.FrameCount);
        for (int i = 0; i < read.FrameCount; i++)
        {
            BodyFit fit = _motion.Frames[i < Rejected ? i : i + 1];
            BodyParameters p = new(Skeleton.ShapeCount);
            p.SetPose(read.Pose(i));
            Assert.True(Rotation.Log(p.Rotations[7].Transpose() * fit.Parameters.Rotations[7]).Length < 1e-9);
            Assert.True((read.Translation(i) - fit.Parameters.Translation).Length < 1e-12);
            Assert.Equal(_motion.Betas, read.Betas(i).ToArray());
        }
    }

    [Fact]
    public void BvhPutsTheJointsWhereTheFitHasThem()
    {
        string path = _folder.File("a.bvh");
        BvhWriter.Write(path, _motion);
        BvhFile read = BvhFile.Read(path);
        Assert.Equal(Frames, read.FrameCount);
        for (int t = 0; t < Frames; t++)
        {
            // A frame without a body repeats the one before.
            BodyFit fit = _motion.Frames[t == Rejected ? t - 1 : t];
            foreach ((string name, Vector3D at) in read.Joints(t))
            {
                Vector3D expected = FittedMotion.ToYUp(fit.Joints[((List<string>)[.. BodyJoint.Names]).IndexOf(name)]);
                Assert.True((at - expected).Length < 2e-4, $"frame {t} {name}: {at} for {expected}");
            }
        }
    }

    [Fact]
    public void EulerAnglesGiveTheRotationBack()
    {
        Random random = new(1);
        const double Radian = Math.PI / 180;
        for (int i = 0; i < 200; i++)
        {
            Matrix3 r = Rotation.Exp(random.NormalVector(2));
            (double z, double x, double y) = BvhWriter.ToEuler(r);
            Matrix3 again = Rotation.Exp(new Vector3D(0, 0, Radian * z)) * Rotation.Exp(new Vector3D(Radian * x, 0, 0)) * Rotation.Exp(new Vector3D(0, Radian * y, 0));
            Assert.True(Rotation.Log(again.Transpose() * r).Length < 1e-6);
        }

        (double lockZ, double lockX, double lockY) = BvhWriter.ToEuler(Rotation.Exp(new Vector3D(Math.PI / 2, 0, 0)));
        Assert.Equal((0, 90, 0), (lockZ, lockX, lockY));
    }

    [Fact]
    public void TrcHasEveryJointAndLeavesRejectedFramesEmpty()
    {
        string path = _folder.File("a.trc");
        TrcWriter.Write(path, _motion);
        string[] lines = File.ReadAllLines(path);
        Assert.Equal("30\t30\t5\t24\tm\t30\t100\t5", lines[2]);
        Assert.Equal(6 + Frames, lines.Length);
        string[] row = lines[6].Split('\t');
        Assert.Equal(2 + (3 * BodyJoint.Count), row.Length);
        Assert.Equal(-_motion.Frames[0].Joints[0].Y, double.Parse(row[3], CultureInfo.InvariantCulture), 1e-5);
        Assert.All(lines[6 + Rejected].Split('\t').Skip(2), cell => Assert.Empty(cell));
    }

    [Fact]
    public void JointLinesAreValidJson()
    {
        string path = _folder.File("a.jsonl");
        using (JointLinesWriter file = new(path, new PinholeCamera(1000, 1000, 320, 240)))
        {
            for (int t = 0; t < Frames; t++)
            {
                file.Write(100 + t, t / 30.0, [(7, _motion.Frames[t])]);
            }
        }

        JsonElement[] lines = [.. File.ReadLines(path).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal(1 + Frames, lines.Length);
        Assert.Equal(24, lines[0].GetProperty("joints").GetArrayLength());
        JsonElement person = lines[1].GetProperty("people")[0];
        Assert.Equal(7, person.GetProperty("id").GetInt32());
        Assert.Equal(_motion.Frames[0].Joints[3].Z, person.GetProperty("joints")[3][2].GetDouble(), 1e-5);
        Assert.Equal(_motion.Frames[0].JointCovariances[3].M12, person.GetProperty("covariances")[3][1].GetDouble(), 1e-6);
        Assert.Equal(0, lines[1 + Rejected].GetProperty("people").GetArrayLength());
    }

    [Fact]
    public void GlbIsAValidSkinnedAnimation()
    {
        string path = _folder.File("a.glb");
        GlbWriter.Write(path, _motion, Model);
        ModelRoot root = ModelRoot.Load(path);
        Assert.Equal(24, root.LogicalSkins[0].JointsCount);
        MeshPrimitive mesh = root.LogicalMeshes[0].Primitives[0];
        Assert.Equal(Model.VertexCount, mesh.GetVertexAccessor("POSITION").Count);
        Assert.Equal(Model.Faces.Length, mesh.GetIndices().Count);
        Assert.All(mesh.GetVertexAccessor("WEIGHTS_0").AsVector4Array(), w => Assert.Equal(1, w.X + w.Y + w.Z + w.W, 1e-4));
        Animation animation = root.LogicalAnimations[0];
        for (int t = 0; t < Frames; t++)
        {
            if (t != Rejected)
            {
                Assert.All(root.LogicalNodes.Where(n => BodyJoint.Names.Contains(n.Name)), node =>
                {
                    System.Numerics.Vector3 at = node.GetWorldMatrix(animation, t / 30f).Translation;
                    Vector3D expected = FittedMotion.ToYUp(_motion.Frames[t].Joints[((List<string>)[.. BodyJoint.Names]).IndexOf(node.Name)]);
                    Assert.True((new Vector3D(at.X, at.Y, at.Z) - expected).Length < 1e-4, node.Name);
                });
            }
        }
    }

    [Fact]
    public void AMotionWithNoBodyStillMakesFiles()
    {
        FittedMotion nobody = new(Skeleton, 30, 0, [new BodyFit(Skeleton.ShapeCount)]);
        AmassWriter.Write(_folder.File("n.npz"), nobody);
        BvhWriter.Write(_folder.File("n.bvh"), nobody);
        TrcWriter.Write(_folder.File("n.trc"), nobody);
        GlbWriter.Write(_folder.File("n.glb"), nobody, Model);
        Assert.Equal(0, BodyMotion.Read(_folder.File("n.npz")).FrameCount);
    }

    public void Dispose() => _folder.Dispose();

    private static FittedMotion Motion()
    {
        Random random = new(1);
        BodyState state = new(Skeleton, new KeypointRig(Skeleton, KeypointSets.Coco17));
        double[] betas = [.. Enumerable.Range(0, Skeleton.ShapeCount).Select(_ => random.Normal())];
        List<BodyFit> frames = [];
        for (int t = 0; t < Frames; t++)
        {
            BodyFit fit = new(Skeleton.ShapeCount) { Time = t / 30.0, Rejection = t == Rejected ? FitRejection.Diverged : FitRejection.None };
            fit.Parameters.CopyFrom(BodyGenerators.AnyBody(random, Skeleton.ShapeCount, 0.3));
            betas.CopyTo(fit.Parameters.Betas, 0);
            state.Parameters.CopyFrom(fit.Parameters);
            state.Update();
            state.Kinematics.Joints.CopyTo(fit.Joints, 0);
            Array.Fill(fit.JointCovariances, new Matrix3(4e-4, 1e-4, 0, 1e-4, 5e-4, 0, 0, 0, 9e-3));
            frames.Add(fit);
        }

        return new FittedMotion(Skeleton, 30, 100, frames);
    }
}
