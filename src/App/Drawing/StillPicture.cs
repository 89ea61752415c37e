using LivePose.Render;
using OpenCvSharp;

namespace LivePose.App.Drawing;

/// <summary>Writes what was drawn as an image file.</summary>
internal static class StillPicture
{
    /// <summary>Reads the picture back and writes it.</summary>
    /// <param name="context">Current on this thread.</param>
    /// <param name="target">The picture.</param>
    /// <param name="path">File to write; its ending says which kind, for example <c>.png</c>.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Save(IGlContext context, RenderTarget target, string path)
    {
        using FrameReadback readback = new(context.Gl, 1);
        readback.Enqueue(target);
        byte[] pixels = new byte[readback.NextLength];
        readback.Read(pixels);
        using Mat picture = Mat.FromPixelData(target.Height, target.Width, MatType.CV_8UC3, pixels);
        bool written;
        try
        {
            written = Cv2.ImWrite(path, picture);
        }
        catch (OpenCVException e) // an ending that it does not know
        {
            throw new IOException($"Cannot write '{path}' as an image; choose a name that ends in .png or .jpg.", e);
        }

        if (!written)
        {
            throw new IOException($"Cannot write '{path}'; check that its folder exists and may be written.");
        }
    }
}
