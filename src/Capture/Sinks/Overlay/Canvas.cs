namespace LivePose.Capture.Sinks;

/// <summary>Anti-aliased, sub-pixel, translucent shapes on a BGR24 picture.</summary>
/// <remarks>
/// A shape is a signed distance to its edge in pixels; coverage falls from 1 to 0 over the one pixel around the edge. The centre
/// of the top-left pixel is (0, 0), as everywhere in LivePose. Parts outside the picture are cut off.
/// </remarks>
/// <param name="pixels">Shape [height, width, 3], no padding.</param>
/// <param name="width">Columns, px.</param>
/// <param name="height">Rows, px.</param>
internal readonly ref struct Canvas(Span<byte> pixels, int width, int height)
{
    private readonly Span<byte> _pixels = pixels;

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>A line with round ends and a rim; a disc when both ends are the same.</summary>
    /// <param name="ax">Column of one end, px.</param>
    /// <param name="ay">Row of one end, px.</param>
    /// <param name="bx">Column of the other end, px.</param>
    /// <param name="by">Row of the other end, px.</param>
    /// <param name="radius">Half the line's width, px.</param>
    /// <param name="rim">Width of the rim outside the radius, px.</param>
    /// <param name="fill">Colour inside.</param>
    /// <param name="rimColor">Colour of the rim.</param>
    /// <param name="alpha">Opacity of both, in [0, 1].</param>
    public void Stroke(float ax, float ay, float bx, float by, float radius, float rim, Bgr fill, Bgr rimColor, float alpha)
    {
        float reach = radius + rim + 0.5f;
        float dx = bx - ax, dy = by - ay, lengthSquared = (dx * dx) + (dy * dy);
        int bottom = LastRow(MathF.Max(ay, by) + reach);
        for (int y = FirstRow(MathF.Min(ay, by) - reach); y <= bottom; y++)
        {
            (float from, float to) = RowExtent(ax, ay, dx, dy, y, reach);
            int right = LastColumn(to);
            for (int x = FirstColumn(from); x <= right; x++)
            {
                float px = x - ax, py = y - ay;
                float t = lengthSquared > 0 ? Math.Clamp(((px * dx) + (py * dy)) / lengthSquared, 0, 1) : 0;
                float ex = px - (t * dx), ey = py - (t * dy);
                float distance = MathF.Sqrt((ex * ex) + (ey * ey));
                float inner = Math.Clamp(radius + 0.5f - distance, 0, 1);
                float outer = Math.Clamp(radius + rim + 0.5f - distance, 0, 1);
                Blend(x, y, fill, inner * alpha, rimColor, (outer - inner) * alpha);
            }
        }
    }

    /// <summary>A filled rectangle with round corners.</summary>
    public void Fill(Box box, float corner, Bgr color, float alpha)
    {
        int bottom = LastRow(box.Bottom + 0.5f), right = LastColumn(box.Right + 0.5f);
        for (int y = FirstRow(box.Y - 0.5f); y <= bottom; y++)
        {
            for (int x = FirstColumn(box.X - 0.5f); x <= right; x++)
            {
                Blend(x, y, color, Math.Clamp(0.5f - Distance(box, corner, x, y), 0, 1) * alpha, default, 0);
            }
        }
    }

    /// <summary>The outline of a rectangle with round corners, and a rim on both sides of it.</summary>
    public void Outline(Box box, float corner, float radius, float rim, Bgr color, Bgr rimColor, float alpha)
    {
        float reach = radius + rim + 0.5f;
        int bottom = LastRow(box.Bottom + reach);
        for (int y = FirstRow(box.Y - reach); y <= bottom; y++)
        {
            bool isEdge = y < box.Y + corner + reach || y > box.Bottom - corner - reach;
            float inside = isEdge ? box.CenterX : box.X + reach;
            OutlineSpan(box, corner, radius, rim, color, rimColor, alpha, y, box.X - reach, inside);
            OutlineSpan(box, corner, radius, rim, color, rimColor, alpha, y, isEdge ? MathF.Floor(inside) + 1 : MathF.Max(box.Right - reach, MathF.Floor(inside) + 1), box.Right + reach);
        }
    }

    /// <summary>Blends a coverage mask, as of a glyph, in one colour.</summary>
    /// <param name="mask">Shape [rows, columns], 255 = covered.</param>
    /// <param name="columns">Columns of the mask.</param>
    /// <param name="left">Column of its left edge in the picture.</param>
    /// <param name="top">Row of its upper edge in the picture.</param>
    /// <param name="color">Colour.</param>
    public void Stamp(ReadOnlySpan<byte> mask, int columns, int left, int top, Bgr color)
    {
        int rows = columns > 0 ? mask.Length / columns : 0;
        for (int y = Math.Max(0, -top); y < rows && y + top < Height; y++)
        {
            for (int x = Math.Max(0, -left); x < columns && x + left < Width; x++)
            {
                Blend(x + left, y + top, color, mask[(y * columns) + x] / 255f, default, 0);
            }
        }
    }

    private void OutlineSpan(Box box, float corner, float radius, float rim, Bgr color, Bgr rimColor, float alpha, int y, float from, float to)
    {
        int right = LastColumn(to);
        for (int x = FirstColumn(from); x <= right; x++)
        {
            float distance = MathF.Abs(Distance(box, corner, x, y));
            float inner = Math.Clamp(radius + 0.5f - distance, 0, 1);
            float outer = Math.Clamp(radius + rim + 0.5f - distance, 0, 1);
            Blend(x, y, color, inner * alpha, rimColor, (outer - inner) * alpha);
        }
    }

    /// <summary>Signed distance to the edge of a rectangle with round corners; negative inside.</summary>
    private static float Distance(Box box, float corner, float x, float y)
    {
        float qx = MathF.Abs(x - box.CenterX) - (box.Width / 2) + corner;
        float qy = MathF.Abs(y - box.CenterY) - (box.Height / 2) + corner;
        float ox = MathF.Max(qx, 0), oy = MathF.Max(qy, 0);
        return MathF.Sqrt((ox * ox) + (oy * oy)) + MathF.Min(MathF.Max(qx, qy), 0) - corner;
    }

    /// <summary>Columns of row <paramref name="y"/> that a line can touch: those near the part of it within reach of the row.</summary>
    private static (float From, float To) RowExtent(float ax, float ay, float dx, float dy, float y, float reach)
    {
        float t0 = 0, t1 = 1;
        if (MathF.Abs(dy) > 1e-6f)
        {
            t0 = Math.Clamp((y - reach - ay) / dy, 0, 1);
            t1 = Math.Clamp((y + reach - ay) / dy, 0, 1);
        }

        float x0 = ax + (t0 * dx), x1 = ax + (t1 * dx);
        return (MathF.Min(x0, x1) - reach, MathF.Max(x0, x1) + reach);
    }

    private void Blend(int x, int y, Bgr first, float firstAlpha, Bgr second, float secondAlpha)
    {
        float keep = 1 - firstAlpha - secondAlpha;
        if (!(keep < 1)) // also true for NaN
        {
            return;
        }

        Span<byte> p = _pixels.Slice(((y * Width) + x) * 3, 3);
        p[0] = Mix(p[0], keep, first.B, firstAlpha, second.B, secondAlpha);
        p[1] = Mix(p[1], keep, first.G, firstAlpha, second.G, secondAlpha);
        p[2] = Mix(p[2], keep, first.R, firstAlpha, second.R, secondAlpha);
    }

    private static byte Mix(byte old, float keep, byte a, float alphaA, byte b, float alphaB) =>
        (byte)((old * keep) + (a * alphaA) + (b * alphaB) + 0.5f);

    // Clamped before the conversion, so that a wild keypoint (far outside, even infinite) costs nothing.
    private static int FirstRow(float y) => (int)MathF.Ceiling(Math.Clamp(y, 0, int.MaxValue / 2));

    private int LastRow(float y) => (int)MathF.Floor(Math.Clamp(y, -1, Height - 1));

    private static int FirstColumn(float x) => (int)MathF.Ceiling(Math.Clamp(x, 0, int.MaxValue / 2));

    private int LastColumn(float x) => (int)MathF.Floor(Math.Clamp(x, -1, Width - 1));
}
