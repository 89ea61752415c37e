using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>A picture to draw into: colour, and depth and stencil when it has samples. Row 0 is the picture's top.</summary>
public sealed class RenderTarget : IDisposable
{
    private readonly GL _gl;
    private readonly uint _framebuffer;
    private readonly uint _color;
    private readonly uint _depth;
    private readonly uint _samples;

    /// <summary>Makes the picture.</summary>
    /// <param name="gl">The current context.</param>
    /// <param name="width">Columns, px.</param>
    /// <param name="height">Rows, px.</param>
    /// <param name="samples">0 for a flat picture without depth; else samples a pixel, as many as the driver has at most.</param>
    /// <exception cref="ArgumentException">The driver cannot hold an image of this size.</exception>
    /// <exception cref="GraphicsException">The driver refuses the combination.</exception>
    public RenderTarget(GL gl, int width, int height, int samples)
    {
        _gl = gl;
        _framebuffer = gl.GenFramebuffer();
        _color = gl.GenRenderbuffer();
        _depth = samples > 0 ? gl.GenRenderbuffer() : 0;
        _samples = samples > 1 ? (uint)Math.Min(samples, gl.GetInteger(GLEnum.MaxSamples)) : 0;
        try
        {
            Resize(width, height);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Columns, px.</summary>
    public int Width { get; private set; }

    /// <summary>Rows, px.</summary>
    public int Height { get; private set; }

    /// <summary>Makes it the one that is drawn to.</summary>
    public void Bind() => _gl.BindFramebuffer(FramebufferTarget.Framebuffer, _framebuffer);

    /// <summary>Makes it the one that pixels are read from.</summary>
    public void BindForReading() => _gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _framebuffer);

    /// <summary>Changes its size and binds it; the content is undefined where the size changed.</summary>
    /// <exception cref="ArgumentException">The driver cannot hold an image of this size.</exception>
    /// <exception cref="GraphicsException">The driver refuses the combination.</exception>
    public void Resize(int width, int height)
    {
        Bind();
        if ((width, height) == (Width, Height))
        {
            return;
        }

        int most = _gl.GetInteger(GetPName.MaxRenderbufferSize);
        if (width < 1 || height < 1 || width > most || height > most)
        {
            throw new ArgumentException($"A picture of {width}x{height} px cannot be drawn; this driver takes 1 to {most} px each way.");
        }

        (Width, Height) = (width, height);
        Attach(_color, FramebufferAttachment.ColorAttachment0, InternalFormat.Rgba8);
        if (_depth != 0)
        {
            Attach(_depth, FramebufferAttachment.DepthStencilAttachment, InternalFormat.Depth24Stencil8);
        }

        GLEnum status = _gl.CheckFramebufferStatus(FramebufferTarget.Framebuffer);
        if (status != GLEnum.FramebufferComplete)
        {
            throw new GraphicsException($"The driver '{_gl.GetStringS(StringName.Renderer)}' refuses a picture of {width}x{height} px with {_samples} samples ({status}); ask for a smaller one.");
        }
    }

    /// <summary>Averages the samples into another picture of the same size.</summary>
    public void ResolveTo(RenderTarget target)
    {
        _gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _framebuffer);
        _gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, target._framebuffer);
        _gl.BlitFramebuffer(0, 0, Width, Height, 0, 0, Width, Height, ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Nearest);
    }

    /// <summary>Shows a flat picture in a window: stretches it over framebuffer 0, top up.</summary>
    /// <param name="windowWidth">Columns of the window's drawable area, px.</param>
    /// <param name="windowHeight">Its rows, px.</param>
    public void Present(int windowWidth, int windowHeight)
    {
        BindForReading();
        _gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, 0);
        _gl.BlitFramebuffer(
            0, 0, Width, Height, 0, windowHeight, windowWidth, 0, ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Linear);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gl.DeleteFramebuffer(_framebuffer);
        _gl.DeleteRenderbuffer(_color);
        _gl.DeleteRenderbuffer(_depth);
    }

    private void Attach(uint buffer, FramebufferAttachment attachment, InternalFormat format)
    {
        _gl.BindRenderbuffer(RenderbufferTarget.Renderbuffer, buffer);
        _gl.RenderbufferStorageMultisample(RenderbufferTarget.Renderbuffer, _samples, format, (uint)Width, (uint)Height);
        _gl.FramebufferRenderbuffer(FramebufferTarget.Framebuffer, attachment, RenderbufferTarget.Renderbuffer, buffer);
    }
}
