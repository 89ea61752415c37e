using System.Runtime.CompilerServices;
using Silk.NET.OpenGL;

namespace LivePose.Render;

/// <summary>A colour image on the GPU, 8 bits a channel, read with linear filtering, clamped at the edges.</summary>
public sealed class Texture : IDisposable
{
    private readonly GL _gl;

    /// <summary>Makes an empty texture.</summary>
    public Texture(GL gl)
    {
        _gl = gl;
        Id = gl.GenTexture();
        Bind();
        Set(TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Linear);
        Set(TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Linear);
        Set(TextureParameterName.TextureWrapS, (int)TextureWrapMode.ClampToEdge);
        Set(TextureParameterName.TextureWrapT, (int)TextureWrapMode.ClampToEdge);
        Set(TextureParameterName.TextureMaxLevel, 0);
    }

    /// <summary>The driver's name of it.</summary>
    public uint Id { get; }

    /// <summary>Columns, px; 0 before the first <see cref="Resize"/>.</summary>
    public int Width { get; private set; }

    /// <summary>Rows, px.</summary>
    public int Height { get; private set; }

    /// <summary>Makes it the texture of unit 0.</summary>
    public void Bind()
    {
        _gl.ActiveTexture(TextureUnit.Texture0);
        _gl.BindTexture(TextureTarget.Texture2D, Id);
    }

    /// <summary>Binds it and gives it a size; the content is undefined where the size changed.</summary>
    /// <exception cref="ArgumentException">The driver cannot hold an image of this size.</exception>
    public void Resize(int width, int height)
    {
        Bind();
        if ((width, height) == (Width, Height))
        {
            return;
        }

        int most = _gl.GetInteger(GetPName.MaxTextureSize);
        if (width < 1 || height < 1 || width > most || height > most)
        {
            throw new ArgumentException($"An image of {width}x{height} px cannot be drawn; this driver takes 1 to {most} px each way.");
        }

        (Width, Height) = (width, height);
        _gl.TexImage2D(
            TextureTarget.Texture2D, 0, InternalFormat.Rgba8, (uint)width, (uint)height, 0, PixelFormat.Rgba, PixelType.UnsignedByte, in Unsafe.NullRef<byte>());
    }

    /// <summary>Copies rows of B, G, R bytes without padding from the bound pixel unpack buffer.</summary>
    public void LoadBgrFromUnpackBuffer()
    {
        Bind();
        _gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
        _gl.TexSubImage2D(
            TextureTarget.Texture2D, 0, 0, 0, (uint)Width, (uint)Height, PixelFormat.Bgr, PixelType.UnsignedByte, in Unsafe.NullRef<byte>());
    }

    /// <inheritdoc/>
    public void Dispose() => _gl.DeleteTexture(Id);

    private void Set(TextureParameterName name, int value) => _gl.TexParameter(TextureTarget.Texture2D, name, value);
}
