using LivePose.Fitting;
using LivePose.Synth.Annotations;
using LivePose.Synth.Drawing;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Tests;

public sealed class VisibilityTests(DrawingFixture drawing) : IClassFixture<DrawingFixture>
{
    private const int Nose = 0, LeftShoulder = 5, RightShoulder = 6, LeftHip = 11, LeftAnkle = 15;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_a_pixel_shows_is_what_a_ray_meets(int seed)
    {
        SynthScene scene = DrawingFixture.Compose(seed);
        (DrawnScene drawn, _) = drawing.Draw(scene);
        SceneRays rays = new(scene);
        Random random = new(seed);
        int agreeing = 0, cast = 0;
        for (int n = 0; n < 150; n++)
        {
            (int x, int y) = (random.Next(drawn.Width), random.Next(drawn.Height));
            (int label, float depth) = rays.Cast(x, y);
            if (depth > 60)
            {
                continue; // depths end at 65.5 m
            }

            cast++;
            agreeing += label == drawn.LabelAt(x, y) && Math.Abs((1000 * depth) - drawn.DepthAt(x, y)) <= 2 + (.004 * 1000 * depth) ? 1 : 0;
        }

        Assert.True(agreeing >= .97 * cast, $"{agreeing} of {cast} pixels show what the ray meets"); // the rest lie on silhouettes
        Assert.True(cast > 20);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Visibility_is_what_rays_say(int seed)
    {
        SynthScene scene = DrawingFixture.Compose(seed);
        (DrawnScene drawn, List<PosedPerson> people) = drawing.Draw(scene);
        SceneRays rays = new(scene);
        int compared = 0;
        foreach (PersonLabel person in SceneAnnotator.Annotate(scene, drawn, people).Where(p => p.KeypointCount > 0))
        {
            for (int k = 0; k < person.Keypoints.Length; k++)
            {
                KeypointLabel keypoint = person.Keypoints[k];
                Vector3D point = people[person.Person].Keypoints[k];
                if (keypoint.Visibility == 0)
                {
                    continue;
                }

                (int label, float depth) = rays.Cast(MathF.Round((float)keypoint.X), MathF.Round((float)keypoint.Y));
                double before = point.Z - depth; // how far the surface lies before the keypoint
                double allowed = label == DrawnScene.FirstPerson + person.Person ? SceneAnnotator.Thickness[k] : 0;
                if (Math.Abs(before - allowed) > .01)
                {
                    Assert.True(
                        keypoint.Visibility == (before < allowed ? 2 : 1),
                        $"{KeypointSets.Coco17.Names[k]} has visibility {keypoint.Visibility}, but {label} lies {before:F3} m before it");
                    compared++;
                }
            }
        }

        Assert.True(compared > 8, $"only {compared} keypoints were compared");
    }

    [Fact]
    public void A_person_who_faces_the_camera_is_seen_from_nose_to_ankle()
    {
        PersonLabel label = Annotate(DrawingFixture.Alone(DrawingFixture.Bare, DrawingFixture.Standing(Math.PI)));
        Assert.All(label.Keypoints, k => Assert.Equal(2, k.Visibility));
        Assert.True(label.Keypoints[LeftShoulder].X > label.Keypoints[RightShoulder].X, "the left side is on the right of the picture");
        Assert.True(label.Keypoints[Nose].Y < label.Keypoints[LeftHip].Y && label.Keypoints[LeftHip].Y < label.Keypoints[LeftAnkle].Y);
    }

    [Fact]
    public void From_behind_the_face_is_hidden()
    {
        PersonLabel label = Annotate(DrawingFixture.Alone(DrawingFixture.Bare, DrawingFixture.Standing(0)));
        Assert.Equal([1, 1, 1], label.Keypoints[..3].Select(k => k.Visibility));
        Assert.Equal(2, label.Keypoints[LeftShoulder].Visibility);
        Assert.True(label.Keypoints[LeftShoulder].X < label.Keypoints[RightShoulder].X);
    }

    [Fact]
    public void A_box_before_the_legs_hides_them_and_takes_their_pixels()
    {
        BodyParameters body = DrawingFixture.Standing(Math.PI);
        PersonLabel free = Annotate(DrawingFixture.Alone(DrawingFixture.Bare, body));
        Prop box = PropPlacing.Upright(PropShape.Box, new(0, .3f, -.8f), new(.6f, .4f, .1f), 0, Material.Of(new(1)));
        PersonLabel behind = Annotate(DrawingFixture.Alone(DrawingFixture.Bare, body, box));
        Assert.Equal(1, behind.Keypoints[LeftAnkle].Visibility);
        Assert.Equal(2, behind.Keypoints[LeftShoulder].Visibility);
        Assert.Equal(free.Keypoints[LeftAnkle].Y, behind.Keypoints[LeftAnkle].Y);
        Assert.True(behind.Mask.Area < .8 * free.Mask.Area && behind.Mask.Height < .8 * free.Mask.Height);
    }

    [Fact]
    public void What_lies_outside_the_picture_is_not_labelled()
    {
        BodyParameters body = DrawingFixture.Standing(Math.PI);
        body.Translation += new Vector3D(0, -1, 0); // only the upper body is above the lower edge
        PersonLabel label = Annotate(DrawingFixture.Alone(DrawingFixture.Bare, body));
        Assert.Equal(new KeypointLabel(0, 0, 0), label.Keypoints[LeftAnkle]);
        Assert.Equal(2, label.Keypoints[Nose].Visibility);
    }

    [Fact]
    public void Somebody_of_whom_nearly_nothing_is_seen_has_a_box_and_no_keypoints()
    {
        BodyParameters body = DrawingFixture.Standing(Math.PI);
        Prop wall = PropPlacing.Upright(PropShape.Box, new(0, .7f, -.8f), new(.6f, .69f, .1f), 0, Material.Of(new(1)));
        PersonLabel label = Annotate(DrawingFixture.Alone(DrawingFixture.Bare, body, wall));
        Assert.Equal(0, label.KeypointCount);
        Assert.All(label.Keypoints, k => Assert.Equal(default, k));
        Assert.InRange(label.Mask.Area, 1, 399);
    }

    private PersonLabel Annotate(SynthScene scene)
    {
        (DrawnScene drawn, List<PosedPerson> people) = drawing.Draw(scene);
        return Assert.Single(SceneAnnotator.Annotate(scene, drawn, people));
    }
}
