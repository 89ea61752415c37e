namespace LivePose.Capture.Sinks;

/// <summary>An 8-bit sRGB colour.</summary>
internal readonly record struct Bgr(byte B, byte G, byte R)
{
    /// <summary>Relative brightness in [0, 1], enough to choose dark or light text on it.</summary>
    public float Brightness => ((0.114f * B) + (0.587f * G) + (0.299f * R)) / 255;
}
