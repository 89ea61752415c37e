using System.Numerics;
using LivePose.App.Bodies;
using LivePose.App.Drawing;
using LivePose.EndToEnd.Tests.Support;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using LivePose.Render;
using LivePose.Testing;

namespace LivePose.EndToEnd.Tests.Drawing;

/// <summary>What the painter makes of a frame and its fits, in pixels.</summary>
public sealed class ScenePainterTests : IDisposable
{
    private const int Width = StandingPeople.Width, Height = StandingPeople.Height;

    private readonly TemporaryFolder _folder = new();
    private readonly GlThread _thread = Headless.Thread();

    public void Dispose()
    {
        _thread.Dispose();
        _folder.Dispose();
    }

    /// <summary>The body's outline on the GPU against its vertices, posed and projected on the CPU.</summary>
    [Fact]
    public void TheBodyIsWhereTheFittedCameraSeesIt()
    {
        using FilmedPeople people = new(_folder.File("fits"), (1, 0.3));
        Frame frame = people.Show(3);
        BodyFit fit = people.Fit.FitsOf(frame)[0].Fit;
        double[] vertices = LinearBlendSkinning.Pose(BuiltInBody.Model, fit.Parameters.Rotations, fit.Parameters.Betas, fit.Parameters.Translation, new Vector3D[BodyJoint.Count]);
        (double X, double Y)[] seen = [.. vertices.Chunk(3).Select(v => StandingPeople.Camera.Project(new Vector3D(v[0], v[1], v[2])))];
        byte[] picture = Paint(SceneLayout.Overlay, frame, people.Fit.FitsOf(frame), options => (options.Pose, options.Opacity) = (false, 1));
        (int left, int top, int right, int bottom) = Changed(picture);
        (double x0, double y0, double x1, double y1) = (seen.Min(p => p.X), seen.Min(p => p.Y), seen.Max(p => p.X), seen.Max(p => p.Y));
        Assert.Equal((x0 + x1) / 2, (left + right) / 2.0, 1.0);
        Assert.Equal((y0 + y1) / 2, (top + bottom) / 2.0, 1.0);
        double contour = 1.8 * new Pane(0, 0, Width, Height).UnitPixels;
        Assert.Equal(x1 - x0 + (2 * contour), right - left, 2.0);
        Assert.Equal(y1 - y0 + (2 * contour), bottom - top, 2.0);
        Assert.All(frame.Keypoints(0).ToArray(), keypoint => Assert.True(
            keypoint.X >= left && keypoint.X <= right && keypoint.Y >= top && keypoint.Y <= bottom, $"keypoint {keypoint} outside of the body"));
    }

    /// <summary>Joints drawn through the overlay's camera against the keypoints that were fitted.</summary>
    [Fact]
    public void JointsThroughTheOverlaysCameraLieOnTheKeypoints()
    {
        using FilmedPeople people = new(_folder.File("fits"), (1, -0.4));
        Frame frame = people.Show(0);
        View view = new() { Pane = new Pane(0, 0, 700, 400) };
        new SceneComposer(new SceneOptions(), KeypointSets.Coco17, new SceneFocus()).Compose(view, SceneView.Overlay, frame, null, StandingPeople.Camera);
        BodyFit fit = people.Fit.FitsOf(frame)[0].Fit;
        foreach ((int keypoint, int joint) in ((int, int)[])[(5, BodyJoint.LeftShoulder), (9, BodyJoint.LeftWrist), (14, BodyJoint.RightKnee), (15, BodyJoint.LeftAnkle)])
        {
            Vector3D at = fit.Joints[joint];
            Assert.True(view.Camera.TryProject(new Vector3((float)at.X, (float)at.Y, (float)at.Z), out Vector2 drawn));
            Vector2 seen = view.Video!.Value.ToPane(new Vector2(frame.Keypoints(0)[keypoint].X, frame.Keypoints(0)[keypoint].Y));
            Assert.InRange(Vector2.Distance(drawn, seen), 0, 1);
        }
    }

    [Fact]
    public void NobodyIsDrawnWhereNobodyIsOrTheFitIsNoGood()
    {
        using FilmedPeople people = new(_folder.File("fits"), (1, 0));
        Frame frame = people.Show(0);
        FitList fits = new(BuiltInBody.Model.ShapeCount);
        fits.CopyFrom(people.Fit.FitsOf(frame));
        frame.ClearPeople();
        Assert.Equal((int.MaxValue, int.MaxValue, int.MinValue, int.MinValue), Changed(Paint(SceneLayout.Overlay, frame, [])));
        fits.People[0].Fit.Rejection = FitRejection.Diverged;
        Assert.Equal(int.MaxValue, Changed(Paint(SceneLayout.Overlay, frame, fits.People)).Left);
        fits.People[0].Fit.Rejection = FitRejection.None;
        Assert.NotEqual(int.MaxValue, Changed(Paint(SceneLayout.Overlay, frame, fits.People)).Left);
        fits.People[0].Fit.Parameters.Translation = new Vector3D(0, 0, -4); // behind the camera
        Assert.Equal(int.MaxValue, Changed(Paint(SceneLayout.Overlay, frame, fits.People)).Left);
        fits.People[0].Fit.Parameters.Translation = new Vector3D(double.NaN, 0, 4);
        Assert.Equal(int.MaxValue, Changed(Paint(SceneLayout.Overlay, frame, fits.People)).Left);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 500)]
    [InlineData(2000, 1300)]
    public void FramesOfAnySizeAreDrawn(int width, int height)
    {
        using FilmedPeople people = new(_folder.File("fits"), (1, 0));
        Frame frame = people.Show(0);
        frame.Resize(width, height).Span.Fill(FilmedPeople.Grey);
        foreach (SceneLayout layout in (SceneLayout[])[SceneLayout.Overlay, SceneLayout.Grid])
        {
            (int columns, int rows) = layout.SizeFor(width, height);
            Assert.InRange((long)columns * rows, 1, Math.Max((long)width * height, 1920 * 1080) + 20_000);
            Assert.Equal(3 * columns * rows, Paint(layout, frame, people.Fit.FitsOf(frame)).Length);
        }
    }

    [Fact]
    public void AFrameLeavesNoGarbage()
    {
        using FilmedPeople people = new(_folder.File("fits"), (1, -0.5), (2, 0.5));
        Frame frame = people.Show(0);
        _thread.Invoke(() =>
        {
            using ScenePainter painter = new(_thread.Context, SceneLayout.Grid, 320, 240, KeypointSets.Coco17, BuiltInBody.Model);
            Allocation.AssertSteady(
                () =>
                {
                    painter.Load(frame.Image);
                    painter.Compose(frame, people.Fit.FitsOf(frame), StandingPeople.Camera, "30 fps");
                },
                bytesPerCall: 23);
        });
    }

    private static (int Left, int Top, int Right, int Bottom) Changed(byte[] picture)
    {
        (int left, int top, int right, int bottom) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        for (int i = 0; i < picture.Length; i += 3)
        {
            if (Math.Abs(picture[i] - FilmedPeople.Grey) + Math.Abs(picture[i + 1] - FilmedPeople.Grey) + Math.Abs(picture[i + 2] - FilmedPeople.Grey) > 40)
            {
                (int y, int x) = Math.DivRem(i / 3, Width);
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            }
        }

        return (left, top, right, bottom);
    }

    private byte[] Paint(SceneLayout layout, Frame frame, ReadOnlySpan<(int Id, BodyFit Fit)> fits, Action<SceneOptions>? change = null)
    {
        FitList copy = new(BuiltInBody.Model.ShapeCount);
        copy.CopyFrom(fits);
        (int width, int height) = layout.SizeFor(frame.Width, frame.Height);
        byte[] pixels = [];
        _thread.Invoke(() =>
        {
            using ScenePainter painter = new(_thread.Context, layout, width, height, KeypointSets.Coco17, BuiltInBody.Model);
            change?.Invoke(painter.Options);
            painter.Load(frame.Image);
            painter.Compose(frame, copy.People, StandingPeople.Camera, "");
            painter.Draw();
            pixels = Headless.Read(_thread, painter.Target);
        });
        return pixels;
    }
}
