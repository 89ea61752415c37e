using OpenCvSharp;

namespace LivePose.Capture.Sinks;

/// <summary>Smooth text: each printable ASCII glyph is drawn once, large, and reduced to a coverage mask.</summary>
internal sealed class TextPainter
{
    private const char First = ' ', Last = '~';
    private const int Oversampling = 4;

    private readonly Glyph[] _glyphs = new Glyph[Last - First + 1];

    /// <summary>Prepares a size.</summary>
    /// <param name="capHeight">Height of a capital letter, px.</param>
    public TextPainter(float capHeight)
    {
        CapHeight = capHeight;
        double scale = capHeight * Oversampling / 21.0; // capitals of OpenCV's Hershey fonts are 21 units high
        int thickness = Math.Max(1, (int)Math.Round(capHeight * Oversampling / 6.5));
        Ascent = (int)MathF.Ceiling(capHeight * 1.25f);
        Rows = Ascent + (int)MathF.Ceiling(capHeight * 0.5f);
        for (char c = First; c <= Last; c++)
        {
            _glyphs[c - First] = Draw(c, scale, thickness);
        }
    }

    /// <summary>Height of a capital letter, px.</summary>
    public float CapHeight { get; }

    private int Ascent { get; }

    private int Rows { get; }

    /// <summary>Width of a text, px.</summary>
    public int Measure(ReadOnlySpan<char> text)
    {
        int width = 0;
        foreach (char c in text)
        {
            width += Find(c).Advance;
        }

        return width;
    }

    /// <summary>Draws text on a baseline; a character that is not printable ASCII becomes '?'.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="text">What.</param>
    /// <param name="left">Column of the left edge, px.</param>
    /// <param name="baseline">Row that capital letters stand on, px.</param>
    /// <param name="color">Colour.</param>
    public void Draw(Canvas canvas, ReadOnlySpan<char> text, int left, int baseline, Bgr color)
    {
        foreach (char c in text)
        {
            Glyph glyph = Find(c);
            canvas.Stamp(glyph.Mask, glyph.Columns, left - glyph.Bearing, baseline - Ascent, color);
            left += glyph.Advance;
        }
    }

    private Glyph Find(char c) => _glyphs[(c is >= First and <= Last ? c : '?') - First];

    private Glyph Draw(char c, double scale, int thickness)
    {
        string text = c.ToString();
        Size size = Cv2.GetTextSize(text, HersheyFonts.HersheySimplex, scale, 1, out _);
        int bearing = (int)Math.Ceiling(CapHeight / 4);
        int columns = (size.Width / Oversampling) + (2 * bearing) + 1;
        using Mat large = new(Rows * Oversampling, columns * Oversampling, MatType.CV_8UC1, Scalar.Black);
        Cv2.PutText(
            large, text, new Point(bearing * Oversampling, Ascent * Oversampling), HersheyFonts.HersheySimplex, scale, Scalar.White, thickness, LineTypes.AntiAlias);
        using Mat small = new();
        Cv2.Resize(large, small, new Size(columns, Rows), 0, 0, InterpolationFlags.Area);
        return new Glyph(small.AsSpan<byte>().ToArray(), columns, bearing, (int)Math.Round(size.Width / (double)Oversampling));
    }

    private readonly record struct Glyph(byte[] Mask, int Columns, int Bearing, int Advance);
}
