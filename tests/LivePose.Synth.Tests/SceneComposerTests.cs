using System.Numerics;
using LivePose.Fitting;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Tests;

public sealed class SceneComposerTests
{
    [Fact]
    public void People_stand_on_the_ground_apart_from_each_other_and_the_first_is_in_the_picture()
    {
        SceneComposer composer = new([DrawingFixture.Figure], []);
        PosedFigure posed = new(DrawingFixture.Figure);
        int[] counts = new int[6];
        for (int index = 0; index < 60; index++)
        {
            SynthScene scene = composer.Compose(SynthSeed.Stream(3, index), 320, 240);
            counts[scene.People.Count]++;
            List<Vector3> places = [];
            foreach (ScenePerson person in scene.People)
            {
                posed.Pose(person.Body);
                Assert.InRange(posed.Lowest(), -1e-3f, 1.2f); // jumping people are above it
                places.Add(Figure.ToVector(posed.Joints[BodyJoint.Pelvis]) with { Y = 0 });
            }

            Assert.True(scene.Camera.TryProject(places[0] with { Y = .9f }, out Vector2 middle));
            Assert.InRange(middle.X, 0, 320);
            for (int a = 0; a < places.Count; a++)
            {
                for (int b = 0; b < a; b++)
                {
                    Assert.True(Vector3.Distance(places[a], places[b]) > .35f);
                }
            }
        }

        Assert.Equal(0, counts[0]);
        Assert.All(counts[1..], count => Assert.True(count > 0, $"numbers of people: {string.Join(' ', counts)}"));
    }

    [Fact]
    public void Props_do_not_stand_in_the_camera()
    {
        SceneComposer composer = new([DrawingFixture.Figure], []);
        for (int index = 0; index < 40; index++)
        {
            SynthScene scene = composer.Compose(SynthSeed.Stream(4, index), 320, 240);
            foreach (Prop prop in scene.Props)
            {
                Assert.True(prop.Place.IsFinite);
                Assert.True(Matrix4x4.Invert(Square(prop), out Matrix4x4 inverse));
                Vector3 eye = Vector3.Transform(Eye(scene), inverse);
                Assert.False(MathF.Max(MathF.Abs(eye.X), MathF.Max(MathF.Abs(eye.Y), MathF.Abs(eye.Z))) < 1, $"a {prop.Shape} of scene {index} holds the camera");
            }
        }
    }

    private static Vector3 Eye(SynthScene scene)
    {
        Render.AffineTransform view = scene.Camera.FromScene;
        Vector3 t = new(view.Row0.W, view.Row1.W, view.Row2.W);
        return -((t.X * view.Row0.AsVector3()) + (t.Y * view.Row1.AsVector3()) + (t.Z * view.Row2.AsVector3()));
    }

    /// <summary>As System.Numerics has it: points are rows.</summary>
    private static Matrix4x4 Square(Prop prop)
    {
        (Vector4 x, Vector4 y, Vector4 z) = (prop.Place.Row0, prop.Place.Row1, prop.Place.Row2);
        return new Matrix4x4(x.X, y.X, z.X, 0, x.Y, y.Y, z.Y, 0, x.Z, y.Z, z.Z, 0, x.W, y.W, z.W, 1);
    }
}
