using System.Numerics;
using LivePose.Testing;
using Silk.NET.OpenGL;

namespace LivePose.Render.Tests;

[Collection(GlTests.Name)]
public sealed class SceneRendererTests(GlFixture fixture)
{
    private static readonly CameraIntrinsics Lens = new(150, 150, 79.5f, 59.5f);

    [Fact]
    public void Video_AtItsOwnSize_KeepsEveryByte()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 61, 43);
        Picture video = Picture.Ramp(61, 43);
        Assert.Equal(video.Pixels, Shown(gl, renderer, video.Image, 61, 43).Pixels);
    }

    [Fact]
    public void Video_WithPaddedRows_IsTheSamePicture()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 13, 9);
        Picture video = Picture.Ramp(13, 9);
        const int stride = (3 * 13) + 5;
        byte[] padded = new byte[stride * 9];
        for (int y = 0; y < 9; y++)
        {
            video.Image.Row(y).CopyTo(padded.AsSpan(y * stride));
        }

        Assert.Equal(video.Pixels, Shown(gl, renderer, new BgrImage(padded, 13, 9, stride), 13, 9).Pixels);
    }

    [Fact]
    public void Video_OfAnotherShape_IsCentredBetweenBars()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 100, 60);
        Picture picture = Shown(gl, renderer, Picture.Filled(20, 20, 10, 200, 60).Image, 100, 60);
        Assert.Equal((10, 200, 60), picture.At(50, 30));
        Assert.Equal((10, 200, 60), picture.At(20, 0));
        Assert.Equal((10, 200, 60), picture.At(79, 59));
        Assert.Equal((33, 26, 23), picture.At(19, 30));
        Assert.Equal((33, 26, 23), picture.At(80, 30));
    }

    [Fact]
    public void Frame_OfOnePixelOrEightK_IsDrawn()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 64, 36);
        Assert.Equal((1, 2, 3), Shown(gl, renderer, Picture.Filled(1, 1, 1, 2, 3).Image, 64, 36).At(32, 18));
        Assert.Equal((9, 80, 7), Shown(gl, renderer, Picture.Filled(7680, 4320, 9, 80, 7).Image, 64, 36).At(32, 18));
        renderer.Resize(1, 1);
        Assert.Equal((9, 80, 7), Draw(gl, renderer, View(new Pane(0, 0, 1, 1), 7680, 4320)).At(0, 0));
    }

    [Fact]
    public void Size_ThatTheDriverCannotHold_IsAnError()
    {
        using GlScope gl = fixture.Use();
        int most = gl.Gl.GetInteger(GetPName.MaxTextureSize);
        using SceneRenderer renderer = new(gl.Gl, 8, 8);
        byte[] row = new byte[3 * (most + 1)];
        Assert.Contains($"{most}", Assert.Throws<ArgumentException>(() => renderer.LoadVideo(new BgrImage(row, most + 1, 1, row.Length))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => renderer.Resize(0, 8));
        Assert.Throws<ArgumentException>(() => new RenderTarget(gl.Gl, 1 << 30, 1, 0));
    }

    [Fact]
    public void NoPeople_NoVideo_IsTheBackground()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 16, 9);
        View view = new() { Pane = new Pane(0, 0, 16, 9), Bodies = true, Background = new Vector3(1, 0, 0) };
        Assert.Equal(Picture.Filled(16, 9, 0, 0, 255).Pixels, Draw(gl, renderer, view).Pixels);
    }

    [Fact]
    public void Body_BehindTheCamera_OrThroughIt_LeavesNoErrorAndNoPixelInFrontOfItsPlane()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 160, 120);
        using TestBody body = new(gl);
        View view = Looking();
        Picture empty = Draw(gl, renderer, view);
        Assert.Equal(empty.Pixels, Draw(gl, renderer, view, body.Mesh, body.Pose(TestBody.Standing(0, 0, -3)).Bones).Pixels);
        Assert.NotEqual(empty.Pixels, Draw(gl, renderer, view, body.Mesh, body.Pose(TestBody.Standing(0, 0, 0.05)).Bones).Pixels);
        Assert.NotEqual(empty.Pixels, Draw(gl, renderer, view, body.Mesh, body.Pose(TestBody.Standing(0, 0, 3)).Bones).Pixels);
    }

    [Fact]
    public void Body_WithBonesThatAreNotFinite_IsLeftOut()
    {
        using GlScope gl = fixture.Use();
        using TestBody body = new(gl);
        AffineTransform[] bones = body.Pose(TestBody.Standing(0, 0, 3)).Bones;
        BodyList bodies = new();
        bones[5] = bones[5] with { Row1 = new Vector4(0, float.NaN, 0, 0) };
        Assert.False(bodies.TryAdd(body.Mesh, bones, Vector4.One));
        bones[5] = bones[5] with { Row1 = new Vector4(0, float.PositiveInfinity, 0, 0) };
        Assert.False(bodies.TryAdd(body.Mesh, bones, Vector4.One));
        Assert.Equal(0, bodies.Count);
        Assert.Contains("3 bones", Assert.Throws<ArgumentException>(() => bodies.TryAdd(body.Mesh, bones.AsSpan(0, 3), Vector4.One)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TransparentBody_HidesItsOwnFarSide_AndShowsTheVideoThroughOnce()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 160, 120);
        using TestBody body = new(gl);
        AffineTransform[] bones = body.Pose(TestBody.Standing(0, 0, 2.5)).Bones;
        (int x, int y) = (80, 50); // the chest: the skin is crossed at least twice here
        View white = Looking(), black = Looking();
        (white.Background, black.Background) = (Vector3.One, Vector3.Zero);
        int onWhite = Draw(gl, renderer, white, body.Mesh, bones, 0.6f).At(x, y).Green;
        int onBlack = Draw(gl, renderer, black, body.Mesh, bones, 0.6f).At(x, y).Green;
        Assert.InRange(onWhite - onBlack, (0.4 * 255) - 2, (0.4 * 255) + 2);
    }

    [Fact]
    public void ManyFrames_MakeNoGlObjectsAndAlmostNoGarbage()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 64, 48, 1);
        using TestBody body = new(gl);
        using FrameReadback readback = new(gl.Gl, 2);
        AffineTransform[] bones = body.Pose(TestBody.Standing(0, 0, 3)).Bones;
        Picture video = Picture.Ramp(32, 24);
        View[] views = [View(new Pane(0, 0, 64, 48), 32, 24)];
        (views[0].Bodies, views[0].Camera) = (true, new SceneCamera(Lens, AffineTransform.Identity));
        BodyList bodies = new();
        byte[] pixels = new byte[3 * 64 * 48];
        Frames(20);
        uint[] before = NextNames(gl.Gl);
        Allocation.AssertSteady(() => Frames(1), bytesPerCall: 64, callsPerRound: 200);
        uint[] after = NextNames(gl.Gl);
        Assert.All(before.Zip(after), pair => Assert.InRange(pair.Second, pair.First, pair.First + 1));

        void Frames(int count)
        {
            for (int n = 0; n < count; n++)
            {
                renderer.LoadVideo(video.Image);
                bodies.Clear();
                bodies.TryAdd(body.Mesh, bones, Vector4.One);
                views[0].Marks.Clear();
                views[0].Marks.Label("12.5 fps", Vector2.Zero, 8, Vector4.One, Vector4.UnitW);
                renderer.Render(views, bodies);
                readback.Enqueue(renderer.Target);
                readback.Read(pixels);
            }
        }
    }

    /// <summary>The name that each kind of object gets next: asking uses up one where the driver never gives a name twice.</summary>
    private static uint[] NextNames(GL gl)
    {
        (uint buffer, uint texture, uint array) = (gl.GenBuffer(), gl.GenTexture(), gl.GenVertexArray());
        (uint framebuffer, uint renderbuffer) = (gl.GenFramebuffer(), gl.GenRenderbuffer());
        gl.DeleteBuffer(buffer);
        gl.DeleteTexture(texture);
        gl.DeleteVertexArray(array);
        gl.DeleteFramebuffer(framebuffer);
        gl.DeleteRenderbuffer(renderbuffer);
        return [buffer, texture, array, framebuffer, renderbuffer];
    }

    private static View Looking() => new()
    {
        Pane = new Pane(0, 0, 160, 120),
        Bodies = true,
        Camera = new SceneCamera(Lens, AffineTransform.Identity),
    };

    private static View View(Pane pane, int frameWidth, int frameHeight) =>
        new() { Pane = pane, Video = FrameFit.Letterbox(frameWidth, frameHeight, pane) };

    private static Picture Shown(GlScope gl, SceneRenderer renderer, BgrImage image, int width, int height)
    {
        renderer.LoadVideo(image);
        return Draw(gl, renderer, View(new Pane(0, 0, width, height), image.Width, image.Height));
    }

    private static Picture Draw(
        GlScope gl, SceneRenderer renderer, View view, BodyMesh? mesh = null, AffineTransform[]? bones = null, float opacity = 1)
    {
        BodyList bodies = new();
        if (mesh is not null)
        {
            Assert.True(bodies.TryAdd(mesh, bones, PersonColor.Of(new TrackId(3)) with { W = opacity }));
        }

        renderer.Render([view], bodies);
        return Picture.Of(gl, renderer.Target);
    }
}
