using System.Numerics;

namespace LivePose.Render;

/// <summary>Colours of people and of body halves, sRGB with opacity, each channel in [0, 1].</summary>
public static class PersonColor
{
    /// <summary>The body's left half: warm.</summary>
    public static Vector4 Left { get; } = new(1.00f, 0.56f, 0.16f, 1);

    /// <summary>The body's right half: cool.</summary>
    public static Vector4 Right { get; } = new(0.20f, 0.72f, 1.00f, 1);

    /// <summary>What is on neither side.</summary>
    public static Vector4 Middle { get; } = new(0.93f, 0.95f, 0.98f, 1);

    private const float Lightness = 0.74f, Chroma = 0.13f, FirstHue = 4.1f, GoldenAngle = 2.39996f;

    /// <summary>A person's colour: the same for the same id, and far from those of neighbouring ids.</summary>
    /// <remarks>Equal lightness and chroma, hues a golden angle apart, in Oklab (B. Ottosson, "A perceptual color space for image processing", 2020).</remarks>
    public static Vector4 Of(TrackId id)
    {
        float hue = (FirstHue + (GoldenAngle * (id.Value - 1))) % MathF.Tau;
        (float a, float b) = (Chroma * MathF.Cos(hue), Chroma * MathF.Sin(hue));
        float l = Cube(Lightness + (0.3963377774f * a) + (0.2158037573f * b));
        float m = Cube(Lightness - (0.1055613458f * a) - (0.0638541728f * b));
        float s = Cube(Lightness - (0.0894841775f * a) - (1.2914855480f * b));
        return new Vector4(
            Encode((4.0767416621f * l) - (3.3077115913f * m) + (0.2309699292f * s)),
            Encode((-1.2684380046f * l) + (2.6097574011f * m) - (0.3413193965f * s)),
            Encode((-0.0041960863f * l) - (0.7034186147f * m) + (1.7076147010f * s)),
            1);
    }

    private static float Cube(float x) => x * x * x;

    private static float Encode(float linear) => MathF.Pow(Math.Clamp(linear, 0, 1), 1 / 2.2f);
}
