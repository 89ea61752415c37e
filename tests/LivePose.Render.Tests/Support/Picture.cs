using OpenCvSharp;

namespace LivePose.Render.Tests;

/// <summary>A picture in memory: rows of B, G, R bytes without padding.</summary>
public sealed record Picture(byte[] Pixels, int Width, int Height)
{
    public BgrImage Image => new(Pixels, Width, Height, 3 * Width);

    /// <summary>Every pixel the same.</summary>
    public static Picture Filled(int width, int height, byte blue, byte green, byte red)
    {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.Length; i += 3)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (blue, green, red);
        }

        return new Picture(pixels, width, height);
    }

    /// <summary>Smooth ramps in each channel, so that a shift of half a pixel shows.</summary>
    public static Picture Ramp(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++)
        {
            (int y, int x) = Math.DivRem(i, width);
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) =
                ((byte)(255 * x / Math.Max(1, width - 1)), (byte)(255 * y / Math.Max(1, height - 1)), 90);
        }

        return new Picture(pixels, width, height);
    }

    public static Picture Read(string path)
    {
        using Mat mat = Cv2.ImRead(path);
        Assert.False(mat.Empty(), $"{path} cannot be read.");
        byte[] pixels = new byte[3 * mat.Width * mat.Height];
        System.Runtime.InteropServices.Marshal.Copy(mat.Data, pixels, 0, pixels.Length);
        return new Picture(pixels, mat.Width, mat.Height);
    }

    /// <summary>What the target shows.</summary>
    public static Picture Of(GlScope gl, RenderTarget target)
    {
        using FrameReadback readback = new(gl.Gl, 1);
        readback.Enqueue(target);
        byte[] pixels = new byte[readback.NextLength];
        readback.Read(pixels);
        return new Picture(pixels, target.Width, target.Height);
    }

    public void Write(string path)
    {
        using Mat mat = Mat.FromPixelData(Height, Width, MatType.CV_8UC3, Pixels);
        Cv2.ImWrite(path, mat);
    }

    public (byte Blue, byte Green, byte Red) At(int x, int y)
    {
        int i = 3 * ((y * Width) + x);
        return (Pixels[i], Pixels[i + 1], Pixels[i + 2]);
    }

    /// <summary>Centre of what differs from another picture, each pixel weighted by how much, px.</summary>
    public (double X, double Y) CentroidOfDifference(Picture other)
    {
        double sum = 0, x = 0, y = 0;
        for (int i = 0; i < Pixels.Length; i++)
        {
            double weight = Math.Abs(Pixels[i] - other.Pixels[i]);
            sum += weight;
            x += weight * (i / 3 % Width);
            y += weight * (i / 3 / Width);
        }

        return (x / sum, y / sum);
    }
}
