using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Render;
using LivePose.Synth.Annotations;
using LivePose.Synth.Drawing;
using LivePose.Synth.People;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Tests;

public sealed class AnnotationGeometryTests(DrawingFixture drawing) : IClassFixture<DrawingFixture>
{
    /// <summary>Body, pose, shape and camera as they are published give the published keypoints, by the reference skinning and camera.</summary>
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void Published_bodies_project_onto_published_keypoints(int seed)
    {
        SynthScene scene = DrawingFixture.Compose(seed);
        (DrawnScene drawn, List<PosedPerson> people) = drawing.Draw(scene);
        CameraIntrinsics lens = scene.Camera.Intrinsics;
        PinholeCamera camera = new(lens.FocalX, lens.FocalY, lens.CenterX, lens.CenterY);
        IReadOnlyList<PersonLabel> labels = SceneAnnotator.Annotate(scene, drawn, people);
        Assert.NotEmpty(labels);
        foreach (PersonLabel label in labels)
        {
            ScenePerson person = scene.People[label.Person];
            Vector3D[] keypoints = Reference(person.Figure.Model, person.InCamera(scene.Camera.FromScene));
            for (int k = 0; k < keypoints.Length; k++)
            {
                Assert.True((keypoints[k] - people[label.Person].Keypoints[k]).Length < 2e-4, "keypoint in the camera frame");
                if (label.Keypoints[k].Visibility > 0)
                {
                    (double x, double y) = camera.Project(keypoints[k]);
                    Assert.InRange(label.Keypoints[k].X - x, -.1, .1);
                    Assert.InRange(label.Keypoints[k].Y - y, -.1, .1);
                }
            }
        }
    }

    [Fact]
    public void The_mask_of_a_person_holds_the_keypoints_that_are_seen()
    {
        SynthScene scene = DrawingFixture.Alone(DrawingFixture.Bare, DrawingFixture.Standing(Math.PI));
        (DrawnScene drawn, List<PosedPerson> people) = drawing.Draw(scene);
        PersonLabel label = Assert.Single(SceneAnnotator.Annotate(scene, drawn, people));
        Assert.All(label.Keypoints, k =>
        {
            Assert.InRange(k.X, label.Mask.X, label.Mask.X + label.Mask.Width);
            Assert.InRange(k.Y, label.Mask.Y, label.Mask.Y + label.Mask.Height);
            Assert.Equal(DrawnScene.FirstPerson, drawn.LabelAt((int)Math.Round(k.X), (int)Math.Round(k.Y)));
        });

        // 1.7 m at 3 m and a focal length of 200 px
        Assert.InRange(label.Mask.Height, 105, 122);
    }

    private static Vector3D[] Reference(BodyModel model, BodyParameters body)
    {
        Vector3D[] joints = new Vector3D[BodyJoint.Count];
        double[] vertices = LinearBlendSkinning.Pose(model, body.Rotations, body.Betas, body.Translation, joints);
        return
        [
            .. KeypointSets.Coco17.Names.Select(name =>
            {
                KeypointDefinition keypoint = model.Keypoints.First(k => k.Name == name);
                Vector3D sum = default;
                foreach (WeightedIndex joint in keypoint.Joints)
                {
                    sum += joint.Weight * joints[joint.Index];
                }

                foreach (WeightedIndex vertex in keypoint.Vertices)
                {
                    int at = 3 * vertex.Index;
                    sum += vertex.Weight * new Vector3D(vertices[at], vertices[at + 1], vertices[at + 2]);
                }

                return sum;
            }),
        ];
    }
}
