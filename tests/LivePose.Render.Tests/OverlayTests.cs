using System.Numerics;
using LivePose.Fitting;
using LivePose.Testing;

namespace LivePose.Render.Tests;

/// <summary>A real photograph with its annotated pose and a body fitted to it: drawn as the application will, and looked at by eye.</summary>
[Collection(GlTests.Name)]
public sealed class OverlayTests(GlFixture fixture)
{
    /// <summary>COCO val2017 785, annotation 1: x and y of 17 keypoints.</summary>
    private static readonly float[] Annotated =
    [
        367, 81, 374, 73, 360, 75, 386, 78, 356, 81, 399, 108, 358, 129, 433, 142, 341, 159, 449, 165, 309, 178, 424, 203, 393, 214,
        429, 294, 367, 273, 466, 362, 396, 341,
    ];

    [Fact]
    public void Body_OverAPhotograph_CoversThePersonAndNothingElse()
    {
        Picture photo = Picture.Read(SharedData.Path("images", "000000000785.jpg"));
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 2 * 960, 2 * 638);
        using TestBody body = new(gl, Skier.Betas);
        BodyParameters pose = Skier.Pose();
        (AffineTransform[] bones, Vector3[] joints) = body.Pose(pose);
        BodyList bodies = new();
        Assert.True(bodies.TryAdd(body.Mesh, bones, PersonColor.Of(new TrackId(1)) with { W = 0.86f }));
        PinholeCamera fitted = PinholeCamera.FromImageSize(photo.Width, photo.Height);
        CameraIntrinsics camera = new((float)fitted.FocalX, (float)fitted.FocalY, (float)fitted.CenterX, (float)fitted.CenterY);
        Pane[] panes = Pane.Grid(2 * 960, 2 * 638, 2, 2);
        View[] views = [.. panes.Select(pane => new View { Pane = pane })];
        Overlay(views[0], photo, camera);
        AddPose(views[0], photo, new PoseStyle { Uncertainty = false, Box = false, Label = false });
        AddPose(views[1], photo, new PoseStyle());
        Vector3 middle = joints[BodyJoint.Spine1];
        GroundPlane floor = GroundPlane.Level(middle with { Y = joints.Max(j => j.Y) + 0.08f }, 3);
        (views[2].Camera, views[2].Bodies, views[2].Ground) = (SceneCamera.Side(middle, 3.2f, panes[2]), true, floor);
        (views[3].Camera, views[3].Ground) = (SceneCamera.Orbit(middle, 3.2f, -0.7f, 0.35f, panes[3]), floor);
        views[3].Bodies = true;
        views[0].Marks.Label("30.0 fps  41 ms  cpu  1 person  0 drops", new Vector2(14, 14), 11, Vector4.One, new Vector4(0.04f, 0.05f, 0.08f, 0.7f));
        renderer.LoadVideo(photo.Image);

        renderer.Render(views, bodies);

        Picture picture = Picture.Of(gl, renderer.Target);
        picture.Write(Path.Combine(Path.GetTempPath(), "livepose-overlay.png"));
        AssertCovered(photo, picture, views[0].Video!.Value);
    }

    private static void Overlay(View view, Picture photo, CameraIntrinsics camera)
    {
        FrameFit fit = FrameFit.Letterbox(photo.Width, photo.Height, view.Pane);
        (view.Camera, view.Bodies) = (SceneCamera.Overlay(camera, fit), true);
    }

    private static void AddPose(View view, Picture photo, PoseStyle style)
    {
        FrameFit fit = FrameFit.Letterbox(photo.Width, photo.Height, view.Pane);
        view.Video = fit;
        Keypoint[] keypoints = [.. Enumerable.Range(0, 17).Select(k =>
            new Keypoint(Annotated[2 * k], Annotated[(2 * k) + 1], k is 9 or 10 ? 0.62f : 0.93f, k is 8 or 4 ? 0.35f : 0.95f))];
        Person person = new(new TrackId(1), new Box(280.79f, 44.73f, 218.7f, 346.68f), 0.9f, 0.91f);
        new PoseMarks(KeypointSets.Coco17, style).Add(view.Marks, person, keypoints, fit, view.Pane.UnitPixels);
    }

    private static void AssertCovered(Picture photo, Picture picture, FrameFit fit)
    {
        Vector4 hue = PersonColor.Of(new TrackId(1));
        Vector2[] trunk = [.. ((int[])[5, 6, 11, 12]).Select(k => new Vector2(Annotated[2 * k], Annotated[(2 * k) + 1]))];
        Vector2 middle = (trunk[0] + trunk[1] + trunk[2] + trunk[3]) / 4;
        int covered = 0;
        foreach (Vector2 corner in trunk.Append(middle))
        {
            Vector2 at = fit.ToPane((corner + middle) / 2);
            (byte blue, byte _, byte red) = picture.At((int)at.X, (int)at.Y); // the jacket is red, the body blue
            covered += Math.Sign(blue - red) == Math.Sign(hue.Z - hue.X) ? 1 : 0;
        }

        Assert.Equal(5, covered);
        Vector2 snow = fit.ToPane(new Vector2(100, 250));
        (byte b, byte g, byte r) = photo.At(100, 250);
        (byte b2, byte g2, byte r2) = picture.At((int)snow.X, (int)snow.Y);
        Assert.InRange(Math.Abs(b - b2) + Math.Abs(g - g2) + Math.Abs(r - r2), 0, 30);
    }
}
