using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>The newest video frame as a texture. Pixels go through alternating buffers, so the driver may copy while the next one is filled.</summary>
public sealed class VideoTexture : IDisposable
{
    private readonly BufferObject<byte>[] _uploads;
    private int _next;

    /// <summary>Makes an empty texture.</summary>
    public VideoTexture(GL gl)
    {
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

    /// <inheritdoc/>
    public void Dispose()
    {
        Texture.Dispose();
        foreach (BufferObject<byte> upload in _uploads)
        {
            upload.Dispose();
        }
    }
}
