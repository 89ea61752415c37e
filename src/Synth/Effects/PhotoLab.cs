using LivePose.Synth.Drawing;
using OpenCvSharp;

namespace LivePose.Synth.Effects;

/// <summary>Applies <see cref="PhotoEffects"/>. Keeps its buffers; one thread.</summary>
public sealed class PhotoLab : IDisposable
{
    private const int NoiseTile = 512;

    private const float NoiseUnit = 32; // spread of the stored noise

    private readonly Mat _a = new();
    private readonly Mat _b = new();
    private readonly Mat _mask = new();
    private readonly byte[] _curve = new byte[3 * 256];
    private static readonly Lazy<sbyte[]> NoiseValues = new(MakeNoise);

    /// <summary>The picture as the camera would store it, not compressed.</summary>
    /// <param name="drawn">The drawn scene.</param>
    /// <param name="effects">What is done to it.</param>
    /// <param name="random">For the noise.</param>
    /// <returns>B, G, R; borrowed, valid until the next call.</returns>
    public Mat Develop(DrawnScene drawn, PhotoEffects effects, Random random)
    {
        using (Mat source = Mat.FromPixelData(drawn.Height, drawn.Width, MatType.CV_8UC4, drawn.Pixels))
        {
            Cv2.CvtColor(source, _a, ColorConversionCodes.BGRA2BGR);
        }

        if (effects.BackgroundBlur > 0)
        {
            BlurBackground(drawn, effects);
        }

        Blur(effects);
        if (effects.Grey)
        {
            Cv2.CvtColor(_a, _b, ColorConversionCodes.BGR2GRAY);
            Cv2.CvtColor(_b, _a, ColorConversionCodes.GRAY2BGR);
        }

        Expose(effects, random);
        return _a;
    }

    /// <summary>The picture as a JPEG file, of the quality that the effects say.</summary>
    /// <inheritdoc cref="Develop"/>
    public byte[] Jpeg(DrawnScene drawn, PhotoEffects effects, Random random) => Jpeg(Develop(drawn, effects, random), effects.Quality);

    /// <summary>A developed picture as a JPEG file.</summary>
    /// <param name="developed">From <see cref="Develop"/>.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] Jpeg(Mat developed, int quality)
    {
        Cv2.ImEncode(".jpg", developed, out byte[] file, [(int)ImwriteFlags.JpegQuality, quality]);
        return file;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
        _mask.Dispose();
    }

    /// <summary>Mixes the picture with a blurred one, as an open lens does with what is far behind the focus.</summary>
    private void BlurBackground(DrawnScene drawn, PhotoEffects effects)
    {
        ReadOnlySpan<ushort> labels = drawn.Labels;
        int sharp = (int)(1000 * effects.FocusDepth);
        _mask.Create(drawn.Height, drawn.Width, MatType.CV_8UC1);
        Span<byte> mask = _mask.AsSpan<byte>();
        for (int i = 0; i < mask.Length; i++)
        {
            int depth = labels[(2 * i) + 1];
            mask[i] = (byte)(depth <= sharp ? 0 : Math.Min(255, 255 * (depth - sharp) / sharp));
        }

        Cv2.GaussianBlur(_mask, _mask, default, 1);
        Cv2.GaussianBlur(_a, _b, default, effects.BackgroundBlur);
        Span<byte> near = _a.AsSpan<byte>();
        ReadOnlySpan<byte> far = _b.AsSpan<byte>();
        for (int i = 0; i < mask.Length; i++)
        {
            int share = mask[i];
            for (int c = 3 * i; c < (3 * i) + 3; c++)
            {
                near[c] = (byte)(((near[c] * (255 - share)) + (far[c] * share)) / 255);
            }
        }
    }

    private void Blur(PhotoEffects effects)
    {
        Cv2.GaussianBlur(_a, _a, default, effects.Defocus);
        if (effects.Motion >= 2)
        {
            using Mat kernel = Trace(effects.Motion, effects.MotionAngle);
            Cv2.Filter2D(_a, _a, -1, kernel);
        }

        if (effects.Resolution < 1)
        {
            Size full = _a.Size();
            Cv2.Resize(_a, _b, default, effects.Resolution, effects.Resolution, InterpolationFlags.Area);
            Cv2.Resize(_b, _a, full, 0, 0, InterpolationFlags.Linear);
        }
    }

    /// <summary>A line through the middle of a square, of sum 1.</summary>
    private static Mat Trace(int length, float angle)
    {
        int size = length | 1;
        Mat kernel = Mat.Zeros(size, size, MatType.CV_32FC1);
        float half = length / 2f;
        Point middle = new(size / 2, size / 2);
        Point reach = new(MathF.Round(half * MathF.Cos(angle)), MathF.Round(half * MathF.Sin(angle)));
        Cv2.Line(kernel, middle - reach, middle + reach, Scalar.All(1));
        double sum = Cv2.Sum(kernel).Val0;
        kernel.ConvertTo(kernel, -1, 1 / sum);
        return kernel;
    }

    /// <summary>Tone curve of each channel and noise, in one pass.</summary>
    private void Expose(PhotoEffects effects, Random random)
    {
        float[] balance = [effects.Balance.Blue, effects.Balance.Green, effects.Balance.Red];
        for (int c = 0; c < 3; c++)
        {
            for (int v = 0; v < 256; v++)
            {
                float x = MathF.Pow(v / 255f, effects.Gamma) * balance[c];
                _curve[(3 * v) + c] = (byte)Math.Clamp((255 * (((x - .5f) * effects.Contrast) + .5f)) + .5f, 0, 255);
            }
        }

        ApplyCurve(_a.AsSpan<byte>(), 3 * _a.Cols, (int)(256 * effects.Noise / NoiseUnit), random);
    }

    private void ApplyCurve(Span<byte> pixels, int stride, int strength, Random random)
    {
        sbyte[] noise = NoiseValues.Value;
        for (int at = 0; at < pixels.Length; at += stride)
        {
            Span<byte> row = pixels.Slice(at, stride);
            ReadOnlySpan<sbyte> grain = noise.AsSpan(random.Next(noise.Length - stride), stride);
            for (int i = 0; i + 2 < row.Length; i += 3)
            {
                row[i] = Grained(_curve[3 * row[i]], grain[i], strength);
                row[i + 1] = Grained(_curve[(3 * row[i + 1]) + 1], grain[i + 1], strength);
                row[i + 2] = Grained(_curve[(3 * row[i + 2]) + 2], grain[i + 2], strength);
            }
        }
    }

    private static byte Grained(int value, int grain, int strength)
    {
        int v = value + ((grain * strength) >> 8);
        return (uint)v <= 255 ? (byte)v : v < 0 ? (byte)0 : (byte)255;
    }

    private static sbyte[] MakeNoise()
    {
        Random random = SynthSeed.Stream(0, 0, 99);
        sbyte[] noise = new sbyte[NoiseTile * NoiseTile];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = (sbyte)Math.Clamp(random.Normal(NoiseUnit), -127, 127);
        }

        return noise;
    }
}
