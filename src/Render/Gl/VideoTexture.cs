using System.Numerics;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>The newest video frame as a texture. Pixels go through alternating buffers, so the driver may copy while the next one is filled.</summary>
public sealed class VideoTexture : IDisposable
{
    private readonly GL _gl;
    private readonly uint _framebuffer;
    private readonly BufferObject<byte>[] _uploads;
    private int _next;

    /// <summary>Makes an empty texture.</summary>
    public VideoTexture(GL gl)
    {
        _gl = gl;
        _framebuffer = gl.GenFramebuffer();
        Texture = new Texture(gl);
        _uploads =
        [
            new(gl, BufferTargetARB.PixelUnpackBuffer, BufferUsageARB.StreamDraw),
            new(gl, BufferTargetARB.PixelUnpackBuffer, BufferUsageARB.StreamDraw),
        ];
    }

    /// <summary>The frame; row 0 is the picture's top. Its size is 0 before the first frame.</summary>
    public Texture Texture { get; }

    /// <summary>Takes a frame; its pixels may be reused on return.</summary>
    /// <exception cref="ArgumentException">The driver cannot hold an image of this size.</exception>
    public void Load(BgrImage image)
    {
        Texture.Resize(image.Width, image.Height);
        BufferObject<byte> upload = _uploads[_next];
        _next = (_next + 1) % _uploads.Length;
        int row = 3 * image.Width;
        upload.Allocate(row * image.Height);
        if (image.Stride == row)
        {
            upload.Write(0, image.Pixels[..(row * image.Height)]);
        }
        else
        {
            for (int y = 0; y < image.Height; y++)
            {
                upload.Write(y * row, image.Row(y));
            }
        }

        Texture.LoadBgrFromUnpackBuffer();
        upload.Unbind();
    }

    /// <summary>Copies the whole frame into the flat target that is drawn to; stretched with linear filtering where sizes differ.</summary>
    /// <param name="topLeft">Corner in the target, whole pixels.</param>
    /// <param name="size">Columns and rows that it fills there, whole pixels.</param>
    public void CopyTo(Vector2 topLeft, Vector2 size)
    {
        _gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _framebuffer);
        _gl.FramebufferTexture2D(FramebufferTarget.ReadFramebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, Texture.Id, 0);
        (Vector2 from, Vector2 to) = (Vector2.Round(topLeft), Vector2.Round(topLeft + size));
        bool same = to - from == new Vector2(Texture.Width, Texture.Height);
        _gl.BlitFramebuffer(
            0, 0, Texture.Width, Texture.Height, (int)from.X, (int)from.Y, (int)to.X, (int)to.Y,
            ClearBufferMask.ColorBufferBit, same ? BlitFramebufferFilter.Nearest : BlitFramebufferFilter.Linear);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gl.DeleteFramebuffer(_framebuffer);
        Texture.Dispose();
        foreach (BufferObject<byte> upload in _uploads)
        {
            upload.Dispose();
        }
    }
}
