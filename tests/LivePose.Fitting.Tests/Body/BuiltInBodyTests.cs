using LivePose.Fitting.Body;

namespace LivePose.Fitting.Tests.Body;

public class BuiltInBodyTests
{
    private static readonly BodyModel Model = BuiltInBody.Model;

    private static readonly int[] Mirror = FindMirror();

    [Fact]
    public void ItHasTheSizeOfSmpl()
    {
        Assert.Equal((24, 10, 0), (Model.JointCount, Model.ShapeCount, Model.PoseFeatureCount));
        Assert.InRange(Model.VertexCount, 6500, 8000);
        Assert.Equal(BodyJoint.Parents, Model.Parents);
    }

    [Fact]
    public void ItIsWatertightAndOnePiece()
    {
        Dictionary<(int, int), int> edges = [];
        for (int f = 0; f < Model.Faces.Length; f += 3)
        {
            for (int e = 0; e < 3; e++)
            {
                (int, int) edge = (Model.Faces[f + e], Model.Faces[f + ((e + 1) % 3)]);
                Assert.True(edges.TryAdd(edge, f), $"edge {edge} is used twice in one direction");
            }
        }

        Assert.All(edges.Keys, edge => Assert.True(edges.ContainsKey((edge.Item2, edge.Item1))));
        Assert.Equal(2, Model.VertexCount - (edges.Count / 2) + Model.FaceCount); // Euler: a sphere
    }

    [Fact]
    public void FacesPointOutwardsAndTheVolumeIsHuman()
    {
        double volume = 0;
        for (int f = 0; f < Model.Faces.Length; f += 3)
        {
            volume += Vector3D.Dot(At(Model.Faces[f]), Vector3D.Cross(At(Model.Faces[f + 1]), At(Model.Faces[f + 2]))) / 6;
        }

        Assert.InRange(volume, 0.055, 0.075); // m³, about 65 kg
    }

    [Fact]
    public void LeftAndRightAreExactMirrorImages()
    {
        double weights = 0, shapes = 0;
        for (int v = 0; v < Model.VertexCount; v++)
        {
            int m = Mirror[v];
            double[] own = Row(v), other = Row(m);
            weights = Math.Max(weights, Enumerable.Range(0, 24).Max(j => Math.Abs(own[j] - other[BodyJoint.Mirror[j]])));
            for (int s = 0; s < 10; s++)
            {
                ReadOnlySpan<double> directions = Model.ShapeDirections.AsSpan(s * 3 * Model.VertexCount);
                shapes = Math.Max(shapes, Math.Abs(directions[3 * v] + directions[3 * m]));
                shapes = Math.Max(shapes, Math.Abs(directions[(3 * v) + 1] - directions[(3 * m) + 1]));
                shapes = Math.Max(shapes, Math.Abs(directions[(3 * v) + 2] - directions[(3 * m) + 2]));
            }
        }

        Assert.InRange(weights, 0, 1e-12);
        Assert.InRange(shapes, 0, 1e-7);
    }

    [Fact]
    public void WeightsAreSmoothAndAtMostFour()
    {
        double worst = 0;
        for (int f = 0; f < Model.Faces.Length; f += 3)
        {
            double[] a = Row(Model.Faces[f]), b = Row(Model.Faces[f + 1]);
            worst = Math.Max(worst, a.Zip(b).Max(pair => Math.Abs(pair.First - pair.Second)));
        }

        Assert.InRange(worst, 0, 0.5);
        Assert.All(Enumerable.Range(0, Model.VertexCount), v => Assert.InRange(Row(v).Count(w => w > 0), 1, 4));
    }

    [Theory]
    [InlineData("stature", 1.69, 0.02)]
    [InlineData("span", 1.74, 0.03)]
    [InlineData("hip height", 0.530 * 1.69, 0.02)]
    [InlineData("knee height", 0.285 * 1.69, 0.02)]
    [InlineData("forearm", 0.146 * 1.69, 0.01)]
    [InlineData("foot", 0.26, 0.01)]
    public void ProportionsFollowAnthropometry(string measure, double expected, double tolerance)
    {
        double[] x = Axis(0), y = Axis(1);
        double floor = y.Min();
        double actual = measure switch
        {
            "stature" => y.Max() - floor,
            "span" => x.Max() - x.Min(),
            "hip height" => Rest(BodyJoint.LeftHip).Y - floor,
            "knee height" => Rest(BodyJoint.LeftKnee).Y - floor,
            "forearm" => (Rest(BodyJoint.LeftWrist) - Rest(BodyJoint.LeftElbow)).Length,
            _ => Enumerable.Range(0, Model.VertexCount).Where(v => y[v] < floor + 0.05).Max(v => At(v).Z)
                - Enumerable.Range(0, Model.VertexCount).Where(v => y[v] < floor + 0.05).Min(v => At(v).Z),
        };
        Assert.InRange(actual, expected - tolerance, expected + tolerance);
    }

    [Fact]
    public void JointsLieInsideTheirLimbsForEveryShape()
    {
        for (int s = 0; s < 10; s++)
        {
            foreach (double amount in new[] { -2.0, 2.0 })
            {
                double[] betas = new double[10];
                betas[s] = amount;
                double[] shaped = LinearBlendSkinning.Shape(Model, betas);
                foreach (int j in new[] { BodyJoint.LeftElbow, BodyJoint.LeftKnee, BodyJoint.LeftWrist, BodyJoint.LeftAnkle, BodyJoint.LeftHip, BodyJoint.Neck })
                {
                    Vector3D joint = Rest(j);
                    for (int c = 0; c < 10; c++)
                    {
                        int at = (c * 72) + (3 * j);
                        joint += betas[c] * new Vector3D(Model.JointShape[at], Model.JointShape[at + 1], Model.JointShape[at + 2]);
                    }

                    Assert.True(Winding(shaped, joint) > 0.9, $"{BodyJoint.Names[j]} leaves the body at shape {s} = {amount}");
                }
            }
        }
    }

    [Fact]
    public void TheFirstShapesAreStatureAndWeight()
    {
        Assert.Equal(0.09, Height([1]) - Height([]), 2);
        Assert.True(Volume([0, 1]) > Volume([]) * 1.1);
        Assert.Equal(Height([]), Height([0, 1]), 1);
    }

    [Fact]
    public void KeypointsSitWhereTheirNamesSay()
    {
        BodySkeleton skeleton = Model.ToSkeleton();
        Vector3D nose = Place("nose"), top = Place("head_top"), toe = Place("left_big_toe"), heel = Place("left_heel"), small = Place("left_small_toe");
        Assert.True(nose.Z > 0.09 && Math.Abs(nose.X) < 0.005 && nose.Y < top.Y - 0.1);
        Assert.True(toe.Z - heel.Z > 0.22 && small.X > toe.X + 0.02);
        foreach (string pair in new[] { "eye", "ear", "shoulder", "wrist", "hip", "ankle", "heel", "big_toe" })
        {
            Vector3D left = Place("left_" + pair), right = Place("right_" + pair);
            Assert.True(left.X > 0.02, pair);
            Assert.True((new Vector3D(-right.X, right.Y, right.Z) - left).Length < 1e-9, pair);
        }

        Assert.All(KeypointSets.Coco17.Names, name => Assert.True(skeleton.Attachments.ContainsKey(name), name));

        Vector3D Place(string name) => skeleton.RestJoints[skeleton.Attachments[name].Joint] + skeleton.Attachments[name].Offset;
    }

    [Theory]
    [InlineData(BodyJoint.LeftElbow, 0, -1, 0)]
    [InlineData(BodyJoint.LeftKnee, 1, 0, 0)]
    public void ABentLimbKeepsItsVolume(int joint, double x, double y, double z)
    {
        Matrix3[] pose = [.. Enumerable.Repeat(Matrix3.Identity, 24)];
        double before = VolumeOf(LinearBlendSkinning.Pose(Model, pose, [], default, new Vector3D[24]));
        pose[joint] = Rotation.Exp(Math.PI / 2 * new Vector3D(x, y, z));
        double after = VolumeOf(LinearBlendSkinning.Pose(Model, pose, [], default, new Vector3D[24]));
        Assert.InRange(after, before - 0.0006, before + 0.0006); // 0.6 litres of the 62
    }

    private static Vector3D At(int v) => new(Model.Template[3 * v], Model.Template[(3 * v) + 1], Model.Template[(3 * v) + 2]);

    private static Vector3D Rest(int j) => new(Model.RestJoints[3 * j], Model.RestJoints[(3 * j) + 1], Model.RestJoints[(3 * j) + 2]);

    private static double[] Axis(int axis) => [.. Enumerable.Range(0, Model.VertexCount).Select(v => Model.Template[(3 * v) + axis])];

    private static double Height(double[] betas)
    {
        double[] shaped = LinearBlendSkinning.Shape(Model, betas);
        double[] y = [.. shaped.Where((_, i) => i % 3 == 1)];
        return y.Max() - y.Min();
    }

    private static double Volume(double[] betas) => VolumeOf(LinearBlendSkinning.Shape(Model, betas));

    private static double VolumeOf(double[] vertices)
    {
        double volume = 0;
        for (int f = 0; f < Model.Faces.Length; f += 3)
        {
            volume += Vector3D.Dot(P(f), Vector3D.Cross(P(f + 1), P(f + 2))) / 6;
        }

        return volume;

        Vector3D P(int corner) => new(vertices[3 * Model.Faces[corner]], vertices[(3 * Model.Faces[corner]) + 1], vertices[(3 * Model.Faces[corner]) + 2]);
    }

    /// <summary>Generalised winding number: 1 inside, 0 outside (A. Jacobson et al., SIGGRAPH 2013).</summary>
    private static double Winding(double[] vertices, Vector3D point)
    {
        double solid = 0;
        for (int f = 0; f < Model.Faces.Length; f += 3)
        {
            Vector3D a = P(f), b = P(f + 1), c = P(f + 2);
            double la = a.Length, lb = b.Length, lc = c.Length;
            double below = (la * lb * lc) + (Vector3D.Dot(a, b) * lc) + (Vector3D.Dot(b, c) * la) + (Vector3D.Dot(c, a) * lb);
            solid += 2 * Math.Atan2(Vector3D.Dot(a, Vector3D.Cross(b, c)), below);
        }

        return solid / (4 * Math.PI);

        Vector3D P(int corner)
        {
            int v = 3 * Model.Faces[corner];
            return new Vector3D(vertices[v], vertices[v + 1], vertices[v + 2]) - point;
        }
    }

    private static double[] Row(int v)
    {
        double[] row = new double[24];
        for (int i = Model.Weights.RowStart[v]; i < Model.Weights.RowStart[v + 1]; i++)
        {
            row[Model.Weights.Columns[i]] = Model.Weights.Values[i];
        }

        return row;
    }

    private static int[] FindMirror()
    {
        Dictionary<Vector3D, int> places = [];
        for (int v = 0; v < Model.VertexCount; v++)
        {
            places[At(v)] = v;
        }

        return [.. Enumerable.Range(0, Model.VertexCount).Select(v => places[new Vector3D(At(v).X == 0 ? 0 : -At(v).X, At(v).Y, At(v).Z)])];
    }
}
