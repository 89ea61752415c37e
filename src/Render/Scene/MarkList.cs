using System.Numerics;

namespace LivePose.Render;

/// <summary>Flat shapes over one view, drawn in the order they are added. Reused from frame to frame; grows, never shrinks.</summary>
/// <remarks>Pane pixels; the centre of the top-left pixel is (0, 0). A shape with a number that is not finite is left out.</remarks>
public sealed class MarkList
{
    private Mark[] _marks = new Mark[256];

    /// <summary>Number of shapes.</summary>
    public int Count { get; private set; }

    /// <summary>The shapes, in drawing order.</summary>
    public ReadOnlySpan<Mark> Marks => _marks.AsSpan(0, Count);

    /// <summary>Removes every shape.</summary>
    public void Clear() => Count = 0;

    /// <summary>A line with round ends.</summary>
    public void Line(Vector2 from, Vector2 to, float width, Vector4 color)
    {
        float length = Vector2.Distance(from, to), radius = width / 2;
        Vector2 direction = length > 0 ? (to - from) / length : Vector2.UnitX;
        Add(new Mark((from + to) / 2, new Vector2((length / 2) + radius, radius), direction, radius, 0, color));
    }

    /// <summary>A filled disc.</summary>
    public void Disc(Vector2 center, float radius, Vector4 color) =>
        Add(new Mark(center, new Vector2(radius), Vector2.UnitX, radius, 0, color));

    /// <summary>A circle.</summary>
    public void Ring(Vector2 center, float radius, float width, Vector4 color) =>
        Add(new Mark(center, new Vector2(radius), Vector2.UnitX, radius, width, color));

    /// <summary>A filled rectangle with round corners.</summary>
    public void Rectangle(Vector2 topLeft, Vector2 size, float corner, Vector4 color) =>
        Add(new Mark(topLeft + (size / 2), size / 2, Vector2.UnitX, corner, 0, color));

    /// <summary>The outline of a rectangle with round corners.</summary>
    public void Frame(Vector2 topLeft, Vector2 size, float corner, float width, Vector4 color) =>
        Add(new Mark(topLeft + (size / 2), size / 2, Vector2.UnitX, corner, width, color));

    /// <summary>One line of text.</summary>
    /// <param name="text">Printable ASCII; anything else appears as a box.</param>
    /// <param name="topLeft">Corner of the first capital letter.</param>
    /// <param name="size">Height of a capital letter, px.</param>
    /// <param name="color">sRGB and opacity.</param>
    public void Text(ReadOnlySpan<char> text, Vector2 topLeft, float size, Vector4 color)
    {
        float unit = size / StrokeFont.CapitalHeight, width = MathF.Max(1.1f, StrokeFont.LineWidth * unit), x = topLeft.X;
        foreach (char c in text)
        {
            foreach ((Vector2 from, Vector2 to) in StrokeFont.Strokes(c))
            {
                Line(new Vector2(x, topLeft.Y) + (unit * from), new Vector2(x, topLeft.Y) + (unit * to), width, color);
            }

            x += unit * StrokeFont.Advance(c);
        }
    }

    /// <summary>Text on a panel of its own, so that it reads on any picture.</summary>
    /// <param name="text">One line.</param>
    /// <param name="topLeft">Corner of the panel.</param>
    /// <param name="size">Height of a capital letter, px.</param>
    /// <param name="ink">Colour of the letters.</param>
    /// <param name="paper">Colour of the panel.</param>
    /// <returns>Size of the panel, px.</returns>
    public Vector2 Label(ReadOnlySpan<char> text, Vector2 topLeft, float size, Vector4 ink, Vector4 paper)
    {
        Vector2 margin = new(0.6f * size, 0.5f * size);
        Vector2 panel = new Vector2(StrokeFont.Width(text, size), size) + (2 * margin);
        Rectangle(topLeft, panel, 0.4f * size, paper);
        Text(text, topLeft + margin, size, ink);
        return panel;
    }

    private void Add(in Mark mark)
    {
        Vector2 sum = mark.Center + mark.HalfSize + mark.Direction;
        if (!float.IsFinite(sum.X + sum.Y + mark.Corner + mark.Stroke))
        {
            return;
        }

        if (Count == _marks.Length)
        {
            Array.Resize(ref _marks, 2 * Count);
        }

        _marks[Count++] = mark;
    }
}
