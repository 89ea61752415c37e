using LivePose.Fitting.Arrays;
using LivePose.Fitting.Body;
using LivePose.Testing;

namespace LivePose.Fitting.Tests.Body;

public class BodyModelReaderTests
{
    [Fact]
    public void EveryKindOfFileGivesTheSameBody()
    {
        BodyModel npz = Read("smpl_like.npz");
        Assert.Equal((431, 24, 10, 207, 800), (npz.VertexCount, npz.JointCount, npz.ShapeCount, npz.PoseFeatureCount, npz.FaceCount));
        Assert.Equal(BodyJoint.Parents, npz.Parents);
        foreach (string file in new[] { "smpl_like_py2.pkl", "arrays_protocol2.pkl", "arrays_protocol4.pkl", "arrays_protocol5.pkl" })
        {
            BodyModel other = Read(file);
            Assert.Equal(npz.Template, other.Template);
            Assert.Equal(npz.ShapeDirections, other.ShapeDirections);
            Assert.Equal(npz.PoseDirections, other.PoseDirections);
            Assert.Equal(npz.JointRegressor.ToDense(), other.JointRegressor.ToDense());
            Assert.Equal(npz.Weights.ToDense(), other.Weights.ToDense());
            Assert.Equal(npz.Faces, other.Faces);
        }
    }

    [Fact]
    public void FewerShapesCanBeAskedFor()
    {
        BodyModel all = Read("smpl_like.npz"), some = BodyModelReader.Read(SharedData.Path("reference", "body", "smpl_like.npz"), maxShapes: 4);
        Assert.Equal(4, some.ShapeCount);
        Assert.Equal(all.ShapeDirections[..some.ShapeDirections.Length], some.ShapeDirections);
    }

    [Fact]
    public void WrittenBodiesReadBackEqualToSinglePrecision()
    {
        using TemporaryFolder folder = new();
        BodyModel model = RandomBody.Create(60, seed: 4).WithKeypoints(
            [KeypointDefinition.AtJoints("hip", 1, 2), KeypointDefinition.AtVertex("nose", 7), new("x", [new(3, .5)], [new(1, .25), new(2, .25)])]);
        BodyModelWriter.Write(folder.File("body.npz"), model);
        BodyModel back = BodyModelReader.Read(folder.File("body.npz"));
        Assert.Equal(Array.ConvertAll(model.PoseDirections, x => (float)x), Array.ConvertAll(back.PoseDirections, x => (float)x));
        Assert.Equal(Array.ConvertAll(model.ShapeDirections, x => (float)x), Array.ConvertAll(back.ShapeDirections, x => (float)x));
        Assert.Equal(model.Parents, back.Parents);
        Assert.Equal(model.Faces, back.Faces);
        Assert.Equal(model.Keypoints.Select(k => k.Name), back.Keypoints.Select(k => k.Name));
        Assert.Equal(model.Keypoints.SelectMany(k => k.Joints), back.Keypoints.SelectMany(k => k.Joints));
        Assert.Equal(model.Keypoints.SelectMany(k => k.Vertices), back.Keypoints.SelectMany(k => k.Vertices));
    }

    [Theory]
    [InlineData("v_template", "'bad.npz' is not a usable body: v_template has shape [431, 2], expected [any, 3].")]
    [InlineData("weights", "'bad.npz' is not a usable body: weights has shape [431, 23], expected [431, 24].")]
    [InlineData("posedirs", "'bad.npz' is not a usable body: posedirs has shape [431, 3, 206], expected [431, 3, 207].")]
    [InlineData("kintree_table", "'bad.npz' is not a usable body: kintree_table has shape [2, 23], expected [2, any].")]
    [InlineData("f", "'bad.npz' is not a usable body: f has shape [800, 2], expected [any, 3].")]
    public void AWrongShapeIsNamed(string array, string expected)
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => ReadChanged(array, DropLastColumn));
        if (array == "kintree_table")
        {
            Assert.Contains("'bad.npz' is not a usable body: ", e.Message, StringComparison.Ordinal); // 23 joints: other arrays no longer fit
        }
        else
        {
            Assert.Equal(expected, e.Message);
        }
    }

    [Theory]
    [InlineData("v_template", double.NaN, "NaN")]
    [InlineData("weights", 7.0, "sum to")]
    [InlineData("f", 431.0, "vertex outside")]
    [InlineData("f", 0.5, "32-bit whole number")]
    public void AWrongValueIsNamed(string array, double value, string part)
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => ReadChanged(array, original =>
        {
            double[] values = original.ToDoubles();
            values[5] = value;
            return NdArray.Create(values, original.Shape);
        }));
        Assert.Contains(part, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingArrayIsNamed()
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => ReadChanged("J_regressor", _ => null));
        Assert.StartsWith("'bad.npz' has no array 'J_regressor', so it is not a body in SMPL's format", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ScrambledArraysGiveABodyOrInvalidDataNothingElse()
    {
        using NpzReader source = NpzReader.Open(SharedData.Path("reference", "body", "smpl_like.npz"));
        string[] names = [.. source.Names.Where(name => name != "posedirs")]; // without it a body is still one, and quicker
        Dictionary<string, NdArray> arrays = names.ToDictionary(name => name, source.Read);
        Random random = new(11);
        int refused = 0;
        using TemporaryFolder folder = new();
        for (int round = 0; round < 60; round++)
        {
            string victim = names[random.Next(names.Length)];
            using (NpzWriter writer = NpzWriter.Create(folder.File("fuzz.npz")))
            {
                foreach (string name in names)
                {
                    writer.Write(name, name == victim ? Scramble(arrays[name], random) : arrays[name]);
                }
            }

            try
            {
                BodyModelReader.Read(folder.File("fuzz.npz")).ToSkeleton();
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 30, 60);
    }

    [Fact]
    public void AMissingFileIsNamed() =>
        Assert.Contains("nowhere.npz", Assert.Throws<FileNotFoundException>(() => BodyModelReader.Read("nowhere.npz")).Message, StringComparison.Ordinal);

    [Fact]
    public void VertexKeypointsHangOnTheJointThatMovesThem()
    {
        BodyModel model = Read("smpl_like.npz");
        KeypointDefinition vertex = KeypointDefinition.AtVertex("point", 17);
        BodySkeleton skeleton = model.WithKeypoints([vertex, KeypointDefinition.AtJoints("hip", 1, 2), KeypointDefinition.AtJoints("neck", 16, 17)]).ToSkeleton();
        KeypointAttachment at = skeleton.Attachments["point"];
        Assert.Equal(model.DominantJoint(17), at.Joint);
        Vector3D place = skeleton.RestJoints[at.Joint] + at.Offset;
        Assert.Equal(model.Template[51], place.X, 12);
        Assert.Equal(0, skeleton.Attachments["hip"].Joint);
        Assert.Equal(BodyJoint.Spine3, skeleton.Attachments["neck"].Joint);
        Assert.Equal(model.ShapeDirections[51], (skeleton.JointShape[at.Joint * 10] + at.OffsetShape[0]).X, 12);
    }

    private static BodyModel Read(string file) => BodyModelReader.Read(SharedData.Path("reference", "body", file));

    private static BodyModel ReadChanged(string name, Func<NdArray, NdArray?> change)
    {
        using TemporaryFolder folder = new();
        using NpzReader source = NpzReader.Open(SharedData.Path("reference", "body", "smpl_like.npz"));
        using (NpzWriter writer = NpzWriter.Create(folder.File("bad.npz")))
        {
            foreach (string array in source.Names)
            {
                if ((array == name ? change(source.Read(array)) : source.Read(array)) is { } kept)
                {
                    writer.Write(array, kept);
                }
            }
        }

        return BodyModelReader.Read(folder.File("bad.npz"));
    }

    private static NdArray Scramble(NdArray array, Random random)
    {
        double[] values = array.ToDoubles();
        switch (random.Next(6))
        {
            case 0: return NdArray.Create(values, values.Length);
            case 1: return NdArray.Create(new double[values.Length], array.Shape);
            case 2: return NdArray.FromText("nothing");
            case 3: return NdArray.Create(Array.Empty<double>(), [0, .. array.Shape[1..]]);
            case 4: return NdArray.Create(Array.ConvertAll(values, _ => 1e9 * ((2 * random.NextDouble()) - 1)), array.Shape);
            default:
                values[random.Next(values.Length)] = random.Next(2) == 0 ? double.NaN : -5;
                return NdArray.Create(values, array.Shape);
        }
    }

    private static NdArray DropLastColumn(NdArray array)
    {
        double[] values = array.ToDoubles();
        int columns = array.Shape[^1];
        double[] kept = [.. values.Where((_, i) => i % columns < columns - 1)];
        return NdArray.Create(kept, [.. array.Shape[..^1], columns - 1]);
    }
}
