using LivePose.App.Drawing;
using LivePose.Render;

namespace LivePose.EndToEnd.Tests.Support;

/// <summary>Drawing without a window, for tests; skipped where there is no driver.</summary>
internal static class Headless
{
    /// <summary>A thread with a context.</summary>
    public static GlThread Thread()
    {
        try
        {
            return new GlThread();
        }
        catch (GraphicsException e)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    /// <summary>What a painter made.</summary>
    public static byte[] Read(GlThread thread, RenderTarget target)
    {
        using FrameReadback readback = new(thread.Context.Gl, 1);
        readback.Enqueue(target);
        byte[] pixels = new byte[readback.NextLength];
        readback.Read(pixels);
        return pixels;
    }
}
