using System.Numerics;
using CsCheck;
using LivePose.Fitting;

namespace LivePose.Render.Tests;

[Collection(GlTests.Name)]
public sealed class CameraTests(GlFixture fixture)
{
    private static readonly CameraIntrinsics Lens = new(310, 295, 158.3f, 121.9f);

    [Fact]
    public void Project_EqualsTheFittersCamera()
    {
        PinholeCamera camera = new(310, 295, 158.3, 121.9);
        Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3], Gen.Double[0.5, 20]).Sample((x, y, z) =>
        {
            (double u, double v) = camera.Project(new Vector3D(x, y, z));
            Vector2 pixel = Lens.Project(new Vector3((float)x, (float)y, (float)z));
            Assert.InRange(Vector2.Distance(pixel, new Vector2((float)u, (float)v)), 0, 0.01);
        });
    }

    [Theory]
    [InlineData(0, 0, 4)]
    [InlineData(-1.6f, -1.1f, 4)]
    [InlineData(1.5f, 1.0f, 4)]
    [InlineData(-0.21f, 0.33f, 1.1f)]
    [InlineData(6.5f, -2.2f, 16)]
    public void KnownPoint_IsDrawnWhereTheCpuCameraSaysIt(float x, float y, float z)
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 320, 240);
        Vector3 point = new(x, y, z);
        Vector2 expected = Lens.Project(point);

        Vector2 drawn = Drawn(gl, renderer, new Pane(0, 0, 320, 240), new SceneCamera(Lens, AffineTransform.Identity), point, 4 * z / 300);

        Assert.InRange(Vector2.Distance(expected, drawn), 0, 0.25); // asked for: 0.5 px
    }

    [Fact]
    public void KnownPoint_InALetterboxedPane_IsDrawnWhereTheFrameShowsIt()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 500, 300);
        Pane pane = new(120, 30, 370, 260);
        FrameFit fit = FrameFit.Letterbox(320, 240, pane);
        Vector3 point = new(0.7f, -0.5f, 3);

        Vector2 drawn = Drawn(gl, renderer, pane, SceneCamera.Overlay(Lens, fit), point, 0.02f);

        Vector2 expected = fit.ToPane(Lens.Project(point)) + new Vector2(pane.X, pane.Y);
        Assert.InRange(Vector2.Distance(expected, drawn), 0, 0.25);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(MathF.PI / 2, 0)]
    [InlineData(0, MathF.PI / 2)]
    [InlineData(-0.8f, 0.4f)]
    public void Orbit_KeepsItsTargetInTheMiddle_AndDrawsWhatItSays(float yaw, float pitch)
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 240, 180);
        Pane pane = new(0, 0, 240, 180);
        Vector3 target = new(0.4f, -0.2f, 5);
        SceneCamera camera = SceneCamera.Orbit(target, 3, yaw, pitch, pane);

        Assert.True(camera.TryProject(target, out Vector2 middle));
        Assert.InRange(Vector2.Distance(middle, new Vector2(119.5f, 89.5f)), 0, 0.01);
        Vector3 point = target + new Vector3(0.3f, 0.4f, -0.35f);
        Assert.True(camera.TryProject(point, out Vector2 expected));
        Assert.InRange(Vector2.Distance(expected, Drawn(gl, renderer, pane, camera, point, 0.06f)), 0, 0.3);
    }

    [Fact]
    public void Orbit_FromTheSide_ShowsDepthToTheLeft_AndFromTheTop_DepthUpwards()
    {
        Pane pane = new(0, 0, 200, 200);
        Vector3 target = new(0, 0, 4);
        Assert.True(SceneCamera.Side(target, 3, pane).TryProject(target + Vector3.UnitZ, out Vector2 side));
        Assert.True(SceneCamera.Top(target, 3, pane).TryProject(target + Vector3.UnitZ, out Vector2 top));
        Assert.True(side.X < 90 && MathF.Abs(side.Y - 99.5f) < 0.01f, side.ToString());
        Assert.True(top.Y < 90 && MathF.Abs(top.X - 99.5f) < 0.01f, top.ToString());
    }

    [Fact]
    public void TryProject_BehindTheCameraOrNotFinite_IsFalse()
    {
        SceneCamera camera = new(Lens, AffineTransform.Identity);
        Assert.False(camera.TryProject(new Vector3(0, 0, -2), out _));
        Assert.False(camera.TryProject(new Vector3(float.NaN, 0, 2), out _));
        Assert.False(camera.TryProject(Vector3.Zero, out _));
    }

    [Fact]
    public void Grid_CoversEveryPixelOnce() =>
        Gen.Select(Gen.Int[4, 90], Gen.Int[4, 90], Gen.Int[1, 4], Gen.Int[1, 4]).Sample((width, height, columns, rows) =>
        {
            int[] covered = new int[width * height];
            foreach (Pane pane in Pane.Grid(width, height, columns, rows))
            {
                for (int y = pane.Y; y < pane.Y + pane.Height; y++)
                {
                    for (int x = pane.X; x < pane.X + pane.Width; x++)
                    {
                        covered[(y * width) + x]++;
                    }
                }
            }

            Assert.All(covered, c => Assert.Equal(1, c));
        });

    /// <summary>Draws a small octahedron around a point and measures where it appears, target px.</summary>
    private static Vector2 Drawn(GlScope gl, SceneRenderer renderer, Pane pane, SceneCamera camera, Vector3 point, float radius)
    {
        int[] faces = [0, 2, 4, 2, 1, 4, 1, 3, 4, 3, 0, 4, 2, 0, 5, 1, 2, 5, 3, 1, 5, 0, 3, 5];
        Vector3[] corners = [Vector3.UnitX, -Vector3.UnitX, Vector3.UnitY, -Vector3.UnitY, Vector3.UnitZ, -Vector3.UnitZ];
        using BodyTopology topology = new(gl.Gl, faces, 1, [0, 1, 2, 3, 4, 5, 6], new int[6], [1, 1, 1, 1, 1, 1]);
        using BodyMesh mesh = new(gl.Gl, topology);
        mesh.SetRest([.. corners.Select(c => radius * c)]);
        BodyList bodies = new();
        View view = new() { Pane = pane, Camera = camera, Bodies = true, Background = Vector3.One };
        renderer.Render([view], bodies);
        Picture empty = Picture.Of(gl, renderer.Target);
        AffineTransform bone = AffineTransform.Bone(Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ, Vector3.Zero, point);
        Assert.True(bodies.TryAdd(mesh, [bone], new Vector4(0, 0, 0, 1)));
        renderer.Render([view], bodies);
        (double x, double y) = Picture.Of(gl, renderer.Target).CentroidOfDifference(empty);
        return new Vector2((float)x, (float)y);
    }
}
