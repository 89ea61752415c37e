using System.Globalization;

namespace LivePose.Capture.Sinks;

/// <summary>Draws people over a picture: skeleton, keypoints, box, identity, score and a corner text.</summary>
/// <remarks>
/// Left limbs are blue and right limbs orange; box, label and keypoints carry the identity's colour. A keypoint's radius and
/// opacity, and a limb's opacity, grow with confidence. Dark rims keep everything readable on any background. Sizes follow
/// the picture and, for small people, the person. Nothing is allocated per frame.
/// </remarks>
public sealed class PoseOverlay
{
    private const float FaintestConfidence = 0.05f;
    private const float SmallPerson = 130; // rows at 720p below which a label is smaller

    private readonly KeypointSet _set;
    private readonly Bgr?[] _sides;
    private readonly float _density;
    private TextPainter? _text;
    private TextPainter? _smallText;
    private float _unit;

    /// <summary>Prepares the colours of a keypoint set.</summary>
    public PoseOverlay(KeypointSet set)
    {
        _set = set;
        _sides = [.. set.Names.Select(SideColor)];
        _density = set.Count > 40 ? 0.6f : 1; // face and hand points of whole-body sets lie close together
    }

    /// <summary>Draws everything that the frame holds, in frame pixels.</summary>
    /// <param name="pixels">Picture to draw on, BGR24, shape [height, width, 3], no padding; never the frame's own.</param>
    /// <param name="width">Columns, px.</param>
    /// <param name="height">Rows, px.</param>
    /// <param name="frame">People, keypoints and stamp.</param>
    /// <param name="status">Added to the corner text; null or empty = none.</param>
    public void Draw(Span<byte> pixels, int width, int height, Frame frame, string? status = null)
    {
        Canvas canvas = new(pixels, width, height);
        Fit(width, height);
        for (int i = 0; i < frame.PeopleCount; i++)
        {
            DrawSkeleton(canvas, frame.People[i], frame.Keypoints(i));
        }

        for (int i = 0; i < frame.PeopleCount; i++)
        {
            DrawLabel(canvas, frame.People[i]);
        }

        DrawCorner(canvas, frame, status);
    }

    /// <summary>One unit is a pixel at 720p.</summary>
    private void Fit(int width, int height)
    {
        float unit = Math.Clamp(MathF.Sqrt((float)width * height) / 960, 0.6f, 6);
        if (_text is null || unit != _unit)
        {
            _unit = unit;
            _text = new TextPainter(MathF.Max(8.5f, 11 * unit));
            _smallText = new TextPainter(MathF.Max(7, 8 * unit));
        }
    }

    private void DrawSkeleton(Canvas canvas, Person person, ReadOnlySpan<Keypoint> keypoints)
    {
        Bgr color = Palette.OfId(person.Id);
        float rim = MathF.Max(0.6f, 0.8f * _unit);
        canvas.Outline(person.Box, 3 * _unit, 0.8f * _unit, rim * 0.7f, color, Palette.Ink, 0.75f);

        float size = Math.Clamp(MathF.Max(person.Box.Width, person.Box.Height) / 300, 0.35f * _unit, 1.2f * _unit) * _density;
        foreach ((int from, int to) in _set.Limbs)
        {
            Keypoint a = keypoints[from], b = keypoints[to];
            float confidence = MathF.Min(a.Confidence, b.Confidence);
            if (confidence >= FaintestConfidence)
            {
                Bgr limb = LimbColor(from, to) ?? Palette.Center;
                canvas.Stroke(a.X, a.Y, b.X, b.Y, 1.9f * size, rim, limb, Palette.Ink, Opacity(confidence));
            }
        }

        foreach (Keypoint keypoint in keypoints)
        {
            if (keypoint.Confidence >= FaintestConfidence)
            {
                float radius = size * (1.8f + (2.2f * keypoint.Confidence));
                canvas.Stroke(keypoint.X, keypoint.Y, keypoint.X, keypoint.Y, radius, rim, color, Palette.Ink, Opacity(keypoint.Confidence));
            }
        }
    }

    // Whole numbers only: formatting a float or a long into a span allocates.
    private void DrawLabel(Canvas canvas, Person person)
    {
        Span<char> text = stackalloc char[32];
        int hundredths = (int)MathF.Round(100 * person.Score);
        bool fits = person.Id.IsAssigned
            ? text.TryWrite(CultureInfo.InvariantCulture, $"{person.Id.Value}  {hundredths / 100}.{hundredths % 100:00}", out int length)
            : text.TryWrite(CultureInfo.InvariantCulture, $"{hundredths / 100}.{hundredths % 100:00}", out length);
        if (fits)
        {
            TextPainter painter = person.Box.Height < SmallPerson * _unit ? _smallText! : _text!;
            Bgr color = Palette.OfId(person.Id);
            Plate(canvas, painter, text[..length], person.Box.X, person.Box.Y - PlateHeight(painter) - _unit, color, Palette.Ink, 0.92f);
        }
    }

    private void DrawCorner(Canvas canvas, Frame frame, string? status)
    {
        Span<char> text = stackalloc char[160];
        TimeSpan time = frame.Stamp.Time;
        bool fits = text.TryWrite(
            CultureInfo.InvariantCulture,
            $"frame {(int)frame.Stamp.Index}   {(int)time.TotalMinutes}:{time.Seconds:00}.{time.Milliseconds / 10:00}   {frame.PeopleCount} {(frame.PeopleCount == 1 ? "person" : "people")}{(string.IsNullOrEmpty(status) ? "" : "   ")}{status}",
            out int length);
        if (fits)
        {
            Plate(canvas, _text!, text[..length], 6 * _unit, 6 * _unit, Palette.Ink, Palette.Paper, 0.6f);
        }
    }

    private static float PlateHeight(TextPainter painter) => painter.CapHeight * 1.9f;

    /// <summary>Text on a plate with round corners, moved inside the picture where it would stick out.</summary>
    private static void Plate(Canvas canvas, TextPainter painter, ReadOnlySpan<char> text, float left, float top, Bgr plate, Bgr ink, float alpha)
    {
        float pad = painter.CapHeight * 0.55f, height = PlateHeight(painter), width = painter.Measure(text) + (2 * pad);
        left = MathF.Max(0, MathF.Min(left, canvas.Width - 1 - width));
        top = MathF.Max(0, MathF.Min(top, canvas.Height - 1 - height));
        canvas.Fill(new Box(left, top, width, height), painter.CapHeight * 0.45f, plate, alpha);
        int baseline = (int)MathF.Round(top + ((height + painter.CapHeight) / 2));
        painter.Draw(canvas, text, (int)MathF.Round(left + pad), baseline, ink);
    }

    private static float Opacity(float confidence) => 0.2f + (0.8f * MathF.Min(1, confidence));

    /// <summary>The side that both ends share, or that one end has when the other is central; null for a limb across the body.</summary>
    private Bgr? LimbColor(int from, int to)
    {
        Bgr? a = _sides[from], b = _sides[to];
        return a == b || b is null ? a : a is null ? b : null;
    }

    private static Bgr? SideColor(string name) =>
        name.StartsWith("left", StringComparison.Ordinal) ? Palette.Left
        : name.StartsWith("right", StringComparison.Ordinal) ? Palette.Right
        : null;
}
