using System.Numerics;
using LivePose.Fitting;
using LivePose.Testing;

namespace LivePose.Render.Tests;

/// <summary>Makes the picture of README.md: run this explicit test, look at docs/images/bodies.png, commit it.</summary>
[Collection(GlTests.Name)]
public sealed class ReadmePicture(GlFixture fixture)
{
    private const int Width = 1280, Height = 480;

    private static readonly (int Keypoint, int Joint)[] Limbs =
        [(5, 16), (6, 17), (7, 18), (8, 19), (9, 20), (10, 21), (11, 1), (12, 2), (13, 4), (14, 5), (15, 7), (16, 8)];

    [Fact(Explicit = true)]
    public void Write()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, Width, Height);
        using TestBody slim = new(gl);
        using TestBody broad = new(gl, [1, 2]);
        BodyList bodies = new();
        Pane[] panes = Pane.Grid(Width, Height, 2, 1);
        Vector3 middle = new(0, 0, 3.4f);
        GroundPlane floor = GroundPlane.Level(middle with { Y = 0.95f }, 3);
        View[] views = [.. panes.Select(pane => new View { Pane = pane, Bodies = true, Ground = floor })];
        CameraIntrinsics lens = CameraIntrinsics.FromField(panes[0].Width, panes[0].Height, 0.75f);
        views[0].Camera = new SceneCamera(lens, AffineTransform.Identity);
        views[1].Camera = SceneCamera.Orbit(middle, 3.6f, 0.7f, 0.25f, panes[1]);
        Add(slim, TestBody.Standing(-0.45, 0, 3.2, 0.5), 1, 0.93f);
        Add(broad, TestBody.Standing(0.45, 0.05, 3.6, -0.6), 2, 0.86f);

        renderer.Render(views, bodies);

        Picture.Of(gl, renderer.Target).Write(Path.Combine(SharedData.RepositoryRoot, "docs", "images", "bodies.png"));

        void Add(TestBody body, BodyParameters pose, int id, float score)
        {
            (AffineTransform[] bones, Vector3[] joints) = body.Pose(pose);
            bodies.TryAdd(body.Mesh, bones, PersonColor.Of(new TrackId(id)) with { W = 0.75f });
            Keypoint[] keypoints = new Keypoint[17];
            Vector2 low = new(float.MaxValue), high = new(float.MinValue);
            foreach ((int k, int joint) in Limbs)
            {
                // Wrists and ankles are the least certain, as they are in real networks.
                Vector2 at = lens.Project(joints[joint]);
                float confidence = k is 9 or 10 ? 0.55f : k is 15 or 16 ? 0.75f : 0.92f;
                keypoints[k] = new Keypoint(at.X, at.Y, confidence, k == 9 ? 0.3f : 1);
                (low, high) = (Vector2.Min(low, at), Vector2.Max(high, at));
            }

            Box box = Box.FromCorners(low.X - 25, low.Y - 75, high.X + 25, high.Y + 25);
            FrameFit fit = FrameFit.Letterbox(panes[0].Width, panes[0].Height, panes[0]);
            new PoseMarks(KeypointSets.Coco17, new PoseStyle()).Add(views[0].Marks, new Person(new TrackId(id), box, 1, score), keypoints, fit, views[0].Pane.UnitPixels);
        }
    }
}
