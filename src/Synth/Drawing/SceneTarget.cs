using LivePose.Render;
using Silk.NET.OpenGL;

namespace LivePose.Synth.Drawing;

/// <summary>A picture and, beside it, a label and a depth for each pixel, drawn in the same pass.</summary>
internal sealed class SceneTarget : IDisposable
{
    private readonly GL _gl;
    private readonly uint _framebuffer;
    private readonly uint _color;
    private readonly uint _labels;
    private readonly uint _depth;
    private int _width;
    private int _height;

    public SceneTarget(GL gl)
    {
        _gl = gl;
        _framebuffer = gl.GenFramebuffer();
        (_color, _labels, _depth) = (gl.GenRenderbuffer(), gl.GenRenderbuffer(), gl.GenRenderbuffer());
    }

    /// <summary>Gives it a size, makes it the one that is drawn to, and clears it.</summary>
    /// <exception cref="GraphicsException">The driver refuses it.</exception>
    public void Begin(int width, int height)
    {
        _gl.BindFramebuffer(FramebufferTarget.Framebuffer, _framebuffer);
        if ((width, height) != (_width, _height))
        {
            (_width, _height) = (width, height);
            Attach(_color, FramebufferAttachment.ColorAttachment0, InternalFormat.Rgba8);
            Attach(_labels, FramebufferAttachment.ColorAttachment1, InternalFormat.RG16ui);
            Attach(_depth, FramebufferAttachment.DepthAttachment, InternalFormat.DepthComponent24);
            _gl.DrawBuffers([GLEnum.ColorAttachment0, GLEnum.ColorAttachment1]);
            GLEnum status = _gl.CheckFramebufferStatus(FramebufferTarget.Framebuffer);
            if (status != GLEnum.FramebufferComplete)
            {
                throw new GraphicsException($"The driver '{_gl.GetStringS(StringName.Renderer)}' refuses a labelled picture of {width}x{height} px ({status}); ask for a smaller one.");
            }
        }

        _gl.Viewport(0, 0, (uint)width, (uint)height);
        _gl.Clear(ClearBufferMask.DepthBufferBit); // the backdrop fills every other pixel
    }

    /// <summary>Waits for the picture and copies it.</summary>
    public void Read(DrawnScene drawn)
    {
        drawn.Resize(_width, _height);
        _gl.PixelStore(PixelStoreParameter.PackAlignment, 1);
        _gl.ReadBuffer(ReadBufferMode.ColorAttachment0);
        _gl.ReadPixels(0, 0, (uint)_width, (uint)_height, PixelFormat.Bgra, PixelType.UnsignedByte, drawn.Bgra);
        _gl.ReadBuffer(ReadBufferMode.ColorAttachment1);
        _gl.ReadPixels(0, 0, (uint)_width, (uint)_height, PixelFormat.RGInteger, PixelType.UnsignedShort, drawn.Labels);
    }

    public void Dispose()
    {
        _gl.DeleteFramebuffer(_framebuffer);
        _gl.DeleteRenderbuffer(_color);
        _gl.DeleteRenderbuffer(_labels);
        _gl.DeleteRenderbuffer(_depth);
    }

    private void Attach(uint buffer, FramebufferAttachment attachment, InternalFormat format)
    {
        _gl.BindRenderbuffer(RenderbufferTarget.Renderbuffer, buffer);
        _gl.RenderbufferStorage(RenderbufferTarget.Renderbuffer, format, (uint)_width, (uint)_height);
        _gl.FramebufferRenderbuffer(FramebufferTarget.Framebuffer, attachment, RenderbufferTarget.Renderbuffer, buffer);
    }
}
