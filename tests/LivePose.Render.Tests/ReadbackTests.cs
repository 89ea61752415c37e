using System.Numerics;

namespace LivePose.Render.Tests;

[Collection(GlTests.Name)]
public sealed class ReadbackTests(GlFixture fixture)
{
    [Fact]
    public void Ring_KeepsTheOrder_AndEveryPictureItsOwnPixels()
    {
        using GlScope gl = fixture.Use();
        using SceneRenderer renderer = new(gl.Gl, 7, 5);
        using FrameReadback readback = new(gl.Gl, 3);
        View view = new() { Pane = new Pane(0, 0, 7, 5) };
        List<byte> reds = [];
        byte[] pixels = new byte[3 * 7 * 5];
        for (int n = 0; n < 10; n++)
        {
            view.Background = new Vector3(n / 255f, 0.2f, 0.4f);
            renderer.Render([view], new BodyList());
            readback.Enqueue(renderer.Target);
            if (readback.IsFull)
            {
                Take();
            }
        }

        while (readback.Count > 0)
        {
            Take();
        }

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], reds);

        void Take()
        {
            Assert.Equal(pixels.Length, readback.NextLength);
            readback.Read(pixels);
            Assert.All(Enumerable.Range(0, 35), i => Assert.Equal((102, 51, pixels[2]), (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2])));
            reds.Add(pixels[2]);
        }
    }

    [Fact]
    public void Ring_FullEmptyOrShort_SaysSo()
    {
        using GlScope gl = fixture.Use();
        using RenderTarget target = new(gl.Gl, 4, 4, 0);
        using FrameReadback readback = new(gl.Gl, 1);
        Assert.Throws<InvalidOperationException>(() => readback.Read(new byte[48]));
        Assert.False(readback.IsNextReady);
        readback.Enqueue(target);
        Assert.Throws<InvalidOperationException>(() => readback.Enqueue(target));
        Assert.Throws<ArgumentException>(() => readback.Read(new byte[47]));
        readback.Read(new byte[48]);
        Assert.Equal(0, readback.Count);
    }
}
