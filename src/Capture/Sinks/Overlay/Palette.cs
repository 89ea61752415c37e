namespace LivePose.Capture.Sinks;

/// <summary>Colours of the overlay.</summary>
internal static class Palette
{
    public static readonly Bgr Left = new(255, 190, 40);     // sky blue
    public static readonly Bgr Right = new(50, 120, 255);    // orange
    public static readonly Bgr Center = new(235, 235, 235);  // near white
    public static readonly Bgr Ink = new(22, 18, 16);
    public static readonly Bgr Paper = new(250, 250, 250);

    /// <summary>A colour of its own for every identity, the same in every frame and every run.</summary>
    /// <remarks>
    /// Hues one golden angle apart are as different as possible for any number of people; equal lightness and chroma in OKLCH
    /// (B. Ottosson, "A perceptual color space for image processing", 2020) make them equally strong.
    /// </remarks>
    public static Bgr OfId(TrackId id) => id.IsAssigned ? FromOklch(0.80f, 0.14f, 2.4f + (id.Value * 2.39996323f)) : Center;

    private static Bgr FromOklch(float lightness, float chroma, float hue)
    {
        float a = chroma * MathF.Cos(hue), b = chroma * MathF.Sin(hue);
        float l = Cube(lightness + (0.3963377774f * a) + (0.2158037573f * b));
        float m = Cube(lightness - (0.1055613458f * a) - (0.0638541728f * b));
        float s = Cube(lightness - (0.0894841775f * a) - (1.2914855480f * b));
        return new Bgr(
            Encode((-0.0041960863f * l) - (0.7034186147f * m) + (1.7076147010f * s)),
            Encode((-1.2684380046f * l) + (2.6097574011f * m) - (0.3413193965f * s)),
            Encode((4.0767416621f * l) - (3.3077115913f * m) + (0.2309699292f * s)));
    }

    private static float Cube(float x) => x * x * x;

    /// <summary>Linear light to 8-bit sRGB.</summary>
    private static byte Encode(float linear)
    {
        float x = Math.Clamp(linear, 0, 1);
        float encoded = x <= 0.0031308f ? 12.92f * x : (1.055f * MathF.Pow(x, 1 / 2.4f)) - 0.055f;
        return (byte)MathF.Round(255 * encoded);
    }
}
