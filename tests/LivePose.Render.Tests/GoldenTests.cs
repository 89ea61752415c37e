using System.Numerics;
using LivePose.Fitting;

namespace LivePose.Render.Tests;

/// <summary>Whole pictures against tests/golden.</summary>
[Collection(GlTests.Name)]
public sealed class GoldenTests(GlFixture fixture)
{
    private static readonly CameraIntrinsics Lens = new(320, 320, 159.5f, 89.5f);

    [Fact]
    public void Overlay_OfOneTransparentBodyAndItsPose()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 320, 180);
        using TestBody body = new(gl);
        BodyParameters parameters = TestBody.Standing(0, 0.1, 3.9, 0.3);
        (AffineTransform[] bones, Vector3[] joints) = body.Pose(parameters);
        BodyList bodies = new();
        bodies.TryAdd(body.Mesh, bones, PersonColor.Of(new TrackId(1)) with { W = 0.7f });
        Picture video = Picture.Ramp(320, 180);
        renderer.LoadVideo(video.Image);
        View view = new() { Pane = new Pane(0, 0, 320, 180), Bodies = true };
        FrameFit fit = FrameFit.Letterbox(320, 180, view.Pane);
        (view.Video, view.Camera) = (fit, SceneCamera.Overlay(Lens, fit));
        Keypoint[] keypoints = new Keypoint[17];
        foreach ((int k, int joint) in (ReadOnlySpan<(int, int)>)[(5, 16), (6, 17), (7, 18), (8, 19), (9, 20), (10, 21), (11, 1), (12, 2), (13, 4), (14, 5), (15, 7), (16, 8)])
        {
            Vector2 at = Lens.Project(joints[joint]);
            keypoints[k] = new Keypoint(at.X, at.Y, k == 9 ? 0.5f : 0.9f, k == 10 ? 0.2f : 1);
        }

        Person person = new(new TrackId(1), new Box(105, 14, 110, 150), 1, 0.87f);
        new PoseMarks(KeypointSets.Coco17, new PoseStyle()).Add(view.Marks, person, keypoints, fit, view.Pane.UnitPixels);

        renderer.Render([view], bodies);

        Golden.Matches("overlay", Picture.Of(gl, renderer.Target));
    }

    [Fact]
    public void Grid_OfTwoPeople_OverlaySideTopAndOrbit()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 360, 240);
        using TestBody body = new(gl);
        using TestBody broad = new(gl, [1, 2]);
        BodyList bodies = new();
        (AffineTransform[] near, Vector3[] joints) = body.Pose(TestBody.Standing(-0.35, 0, 3.4, 0.5));
        bodies.TryAdd(body.Mesh, near, PersonColor.Of(new TrackId(1)));
        bodies.TryAdd(broad.Mesh, broad.Pose(TestBody.Standing(0.4, 0.1, 4.2, -0.7)).Bones, PersonColor.Of(new TrackId(2)));
        Pane[] panes = Pane.Grid(360, 240, 2, 2);
        View[] views = [.. panes.Select(pane => new View { Pane = pane, Bodies = true, Ground = GroundPlane.Level(new Vector3(0, 0.95f, 3.8f), 3) })];
        views[0].Camera = new SceneCamera(CameraIntrinsics.FromField(180, 120, 0.7f), AffineTransform.Identity);
        Vector3 middle = new(0, 0, 3.8f);
        views[1].Camera = SceneCamera.Side(middle, 4, panes[1]);
        views[2].Camera = SceneCamera.Top(middle, 4, panes[2]);
        views[3].Camera = SceneCamera.Orbit(middle, 4, 0.6f, 0.3f, panes[3]);
        views[3].Bodies = false;
        SkeletonMarks.Add(views[3].Marks, joints, [.. BodyJoint.Parents], views[3].Camera, PersonColor.Of(new TrackId(1)), 0.7f);

        renderer.Render(views, bodies);

        Golden.Matches("grid", Picture.Of(gl, renderer.Target));
    }

    [Fact]
    public void Text_EveryCharacter_SmallAndLarge()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 340, 150);
        View view = new() { Pane = new Pane(0, 0, 340, 150) };
        string all = string.Concat(Enumerable.Range(' ', 95).Select(c => (char)c));
        for (int line = 0; line < 4; line++)
        {
            view.Marks.Text(all.AsSpan(24 * line, Math.Min(24, 95 - (24 * line))), new Vector2(8, 8 + (16 * line)), 8, Vector4.One);
        }

        view.Marks.Label("Age 41.3 ms", new Vector2(8, 86), 22, Vector4.One, new Vector4(0.1f, 0.35f, 0.6f, 1));

        renderer.Render([view], new BodyList());

        Golden.Matches("text", Picture.Of(gl, renderer.Target));
    }
}
