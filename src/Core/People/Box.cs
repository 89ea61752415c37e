namespace LivePose;

/// <summary>Axis-aligned box in frame pixels: left, top, width, height.</summary>
/// <param name="X">Left edge, px.</param>
/// <param name="Y">Top edge, px.</param>
/// <param name="Width">Width, px, not negative.</param>
/// <param name="Height">Height, px, not negative.</param>
public readonly record struct Box(float X, float Y, float Width, float Height)
{
    /// <summary>Right edge, px.</summary>
    public float Right => X + Width;

    /// <summary>Bottom edge, px.</summary>
    public float Bottom => Y + Height;

    /// <summary>Column of the centre, px.</summary>
    public float CenterX => X + (Width / 2);

    /// <summary>Row of the centre, px.</summary>
    public float CenterY => Y + (Height / 2);

    /// <summary>Area, px²; 0 for an empty box.</summary>
    public float Area => MathF.Max(0, Width) * MathF.Max(0, Height);

    /// <summary>The box through two corners.</summary>
    public static Box FromCorners(float left, float top, float right, float bottom) => new(left, top, right - left, bottom - top);

    /// <summary>The box with this centre and size.</summary>
    public static Box FromCenter(float x, float y, float width, float height) => new(x - (width / 2), y - (height / 2), width, height);

    /// <summary>Intersection over union with another box, in [0, 1]; 0 when both are empty.</summary>
    public float IoU(Box other)
    {
        float width = MathF.Min(Right, other.Right) - MathF.Max(X, other.X);
        float height = MathF.Min(Bottom, other.Bottom) - MathF.Max(Y, other.Y);
        if (!(width > 0 && height > 0))
        {
            return 0;
        }

        float overlap = width * height;
        return overlap / (Area + other.Area - overlap);
    }

    /// <summary>The box scaled about its own centre.</summary>
    public Box Scale(float factor) => FromCenter(CenterX, CenterY, Width * factor, Height * factor);

    /// <summary>The part inside a picture of the given size; empty when there is none.</summary>
    public Box Clip(int width, int height)
    {
        float left = Math.Clamp(X, 0, width), top = Math.Clamp(Y, 0, height);
        return FromCorners(left, top, Math.Clamp(Right, left, width), Math.Clamp(Bottom, top, height));
    }

    /// <summary>Linear blend: this box at t = 0, <paramref name="other"/> at t = 1.</summary>
    public Box Lerp(Box other, float t) => new(
        float.Lerp(X, other.X, t), float.Lerp(Y, other.Y, t), float.Lerp(Width, other.Width, t), float.Lerp(Height, other.Height, t));
}
