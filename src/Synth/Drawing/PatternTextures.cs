using LivePose.Render;
using Silk.NET.OpenGL;

namespace LivePose.Synth.Drawing;

/// <summary>One small repeating grey image for each <see cref="Pattern"/>, as the layers of one texture with mipmaps.</summary>
internal sealed class PatternTextures : IDisposable
{
    private const int Size = 128;

    private readonly GL _gl;
    private readonly uint _id;

    /// <exception cref="GraphicsException">The driver has no array textures.</exception>
    public PatternTextures(GL gl)
    {
        _gl = gl;
        _id = gl.GenTexture();
        Bind();
        Pattern[] patterns = Enum.GetValues<Pattern>();
        byte[] pixels = [.. patterns.SelectMany(PatternImages.Create)];
        gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
        gl.TexImage3D<byte>(
            TextureTarget.Texture2DArray, 0, InternalFormat.R8, Size, Size, (uint)patterns.Length, 0, PixelFormat.Red, PixelType.UnsignedByte, pixels);
        gl.GenerateMipmap(TextureTarget.Texture2DArray);
        Set(TextureParameterName.TextureMinFilter, (int)TextureMinFilter.LinearMipmapNearest);
        Set(TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Linear);
        Set(TextureParameterName.TextureWrapS, (int)TextureWrapMode.Repeat);
        Set(TextureParameterName.TextureWrapT, (int)TextureWrapMode.Repeat);
    }

    /// <summary>Makes it the texture of unit 0.</summary>
    public void Bind()
    {
        _gl.ActiveTexture(TextureUnit.Texture0);
        _gl.BindTexture(TextureTarget.Texture2DArray, _id);
    }

    public void Dispose() => _gl.DeleteTexture(_id);

    private void Set(TextureParameterName name, int value) => _gl.TexParameter(TextureTarget.Texture2DArray, name, value);

    /// <summary>The images themselves, each <see cref="Size"/> squared bytes that repeat without a seam.</summary>
    private static class PatternImages
    {
        public static byte[] Create(Pattern pattern)
        {
            byte[] image = new byte[Size * Size];
            for (int y = 0; y < Size; y++)
            {
                for (int x = 0; x < Size; x++)
                {
                    float value = Value(pattern, x / (float)Size, y / (float)Size);
                    image[(y * Size) + x] = (byte)(255 * Math.Clamp(value, 0, 1));
                }
            }

            return image;
        }

        private static float Value(Pattern pattern, float u, float v) => pattern switch
        {
            Pattern.Plain => 0,
            Pattern.Stripes => Band(4 * v, 0.5f),
            Pattern.UprightStripes => Band(4 * u, 0.4f),
            Pattern.Checks => Band(2 * u, 0.5f) == Band(2 * v, 0.5f) ? 1 : 0,
            Pattern.Plaid => (0.5f * Band(2 * u, 0.35f)) + (0.5f * Band(2 * v, 0.35f)) + (0.3f * Band(8 * u, 0.1f)),
            Pattern.Dots => Inside(Fraction(4 * u), Fraction((4 * v) + (Band(2 * u, 0.5f) * 0.5f)), 0.28f),
            Pattern.Cloth => 0.5f + (0.5f * (Noise(u, v, 64, 1) - 0.5f)) + (0.5f * (Noise(u, v, 32, 2) - 0.5f)),
            Pattern.Clouds => Fractal(u, v, 3),
            Pattern.Wood => Fractal(u + 0.5f, 0.125f * MathF.Floor(8 * v), 4) * 0.3f + (0.7f * Streaks(u, v)),
            Pattern.Brick => Joint(Fraction((4 * u) + (0.5f * Band(4 * v, 0.5f))), Fraction(8 * v), 0.05f, 0.1f) * (0.6f + (0.4f * Noise(u, v, 8, 5))),
            Pattern.Tiles => Joint(Fraction(4 * u), Fraction(4 * v), 0.04f, 0.04f) * (0.8f + (0.2f * Noise(u, v, 4, 6))),
            Pattern.Patches => Fractal(u, v, 7) > 0.5f ? 1 : Fractal(u, v, 8) > 0.52f ? 0.5f : 0,
            Pattern.Writing => Fraction(6 * v) < 0.5f && Noise(u, MathF.Floor(6 * v) / 6, 40, 9) > 0.42f ? 1 : 0,
            Pattern.Spots => Noise(u, v, 24, 10) > 0.55f ? 0.5f + (0.5f * Noise(u, v, 12, 11)) : 0.25f * Noise(u, v, 48, 12),
            Pattern.Folds => 0.5f + (0.5f * MathF.Sin((2 * MathF.PI * ((2 * u) + v)) + (5 * Fractal(u, v, 13)))),
            _ => Band(4 * u, 0.5f) * Band(4 * v, 0.6f) * (0.5f + (0.5f * Noise(u, v, 4, 14))),
        };

        private static float Fraction(float x) => x - MathF.Floor(x);

        /// <summary>1 in the first part of every unit.</summary>
        private static float Band(float x, float part) => Fraction(x) < part ? 1 : 0;

        private static float Inside(float u, float v, float radius) =>
            ((u - 0.5f) * (u - 0.5f)) + ((v - 0.5f) * (v - 0.5f)) < radius * radius ? 1 : 0;

        private static float Joint(float u, float v, float wideU, float wideV) => u < wideU || v < wideV ? 0 : 1;

        private static float Streaks(float u, float v) => (0.6f * Noise(0.25f * u, v, 64, 15)) + (0.4f * Noise(u, v, 32, 16));

        /// <summary>Four octaves of noise, about 0.5 in the mean.</summary>
        private static float Fractal(float u, float v, int layer)
        {
            float sum = 0, weight = 0.5f;
            for (int cells = 4; cells <= 32; cells *= 2, weight *= 0.5f)
            {
                sum += weight * Noise(u, v, cells, layer + cells);
            }

            return sum / 0.9375f;
        }

        /// <summary>Smooth noise with random values on a grid that repeats after <paramref name="cells"/> steps.</summary>
        private static float Noise(float u, float v, int cells, int layer)
        {
            float x = u * cells, y = v * cells;
            int ix = (int)MathF.Floor(x), iy = (int)MathF.Floor(y);
            float fx = x - ix, fy = y - iy;
            fx = fx * fx * (3 - (2 * fx));
            fy = fy * fy * (3 - (2 * fy));
            float top = float.Lerp(Grid(ix, iy, cells, layer), Grid(ix + 1, iy, cells, layer), fx);
            float bottom = float.Lerp(Grid(ix, iy + 1, cells, layer), Grid(ix + 1, iy + 1, cells, layer), fx);
            return float.Lerp(top, bottom, fy);
        }

        private static float Grid(int x, int y, int cells, int layer)
        {
            uint h = (uint)((x % cells * 73856093) ^ (y % cells * 19349663) ^ (layer * 83492791));
            h = (h ^ (h >> 13)) * 0x85EBCA6B;
            h = (h ^ (h >> 16)) * 0xC2B2AE35;
            return (h >> 8) / (float)(1 << 24);
        }
    }
}
