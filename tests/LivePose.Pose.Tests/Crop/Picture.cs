using LivePose.Testing;
using OpenCvSharp;

namespace LivePose.Pose.Tests.Crop;

/// <summary>A real picture in memory.</summary>
internal sealed class Picture
{
    private readonly byte[] _pixels;

    private Picture(byte[] pixels, int width, int height)
    {
        _pixels = pixels;
        Width = width;
        Height = height;
    }

    public int Width { get; }

    public int Height { get; }

    public BgrImage Image => new(_pixels, Width, Height, 3 * Width);

    /// <summary>Reads a picture of the shared images.</summary>
    public static Picture Load(string name)
    {
        using Mat mat = Cv2.ImRead(SharedData.Path("images", name));
        byte[] pixels = new byte[3 * mat.Width * mat.Height];
        System.Runtime.InteropServices.Marshal.Copy(mat.Data, pixels, 0, pixels.Length);
        return new Picture(pixels, mat.Width, mat.Height);
    }

    /// <summary>A picture of one grey.</summary>
    public static Picture Plain(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        Array.Fill(pixels, (byte)128);
        return new Picture(pixels, width, height);
    }

    /// <summary>A picture of noise.</summary>
    public static Picture Random(int seed, int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        new Random(seed).NextBytes(pixels);
        return new Picture(pixels, width, height);
    }

    /// <summary>Fills the batch's next frame and counts it.</summary>
    public Frame AddTo(FrameBatch batch)
    {
        Frame frame = batch.Next;
        _pixels.CopyTo(frame.Resize(Width, Height).Span);
        batch.Commit();
        return frame;
    }
}
