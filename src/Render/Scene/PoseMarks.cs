using System.Numerics;

namespace LivePose.Render;

/// <summary>Draws people's 2D poses: limbs, uncertainty discs, boxes and ids.</summary>
public sealed class PoseMarks
{
    /// <summary>Share of its box that a person covers: the mean over COCO's annotated people is about a half.</summary>
    private const float AreaOfBox = 0.53f;

    /// <summary>A person of this height, in units, is drawn with full line width; smaller ones with thinner lines.</summary>
    private const float FullSizeHeight = 500;

    private const float LimbWidth = 4, DotRadius = 3.2f, HaloWidth = 1.6f, MaxLimbDiscs = 0.12f;

    private static readonly Vector4 Halo = new(0.02f, 0.03f, 0.06f, 0.65f);

    private readonly KeypointSet _set;
    private readonly PoseStyle _style;
    private readonly Vector4[] _colors;

    /// <summary>Prepares colours for a keypoint set.</summary>
    public PoseMarks(KeypointSet set, PoseStyle style)
    {
        (_set, _style) = (set, style);
        _colors = [.. set.Names.Select(SideColor)];
    }

    /// <summary>Adds one person.</summary>
    /// <param name="marks">Where to add.</param>
    /// <param name="person">Id, box and score.</param>
    /// <param name="keypoints">Shape [K], frame px.</param>
    /// <param name="fit">Where the frame is shown.</param>
    /// <param name="unit">Size of lines and text, px; see <see cref="Pane.UnitPixels"/>.</param>
    public void Add(MarkList marks, in Person person, ReadOnlySpan<Keypoint> keypoints, FrameFit fit, float unit)
    {
        if (keypoints.Length != _set.Count)
        {
            throw new ArgumentException($"{keypoints.Length} keypoints cannot be drawn as '{_set.Id}', which has {_set.Count}.", nameof(keypoints));
        }

        if (_style.Box)
        {
            AddBox(marks, person, fit, unit);
        }

        float fine = unit * Math.Clamp(MathF.Sqrt(person.Box.Height * fit.Scale / (FullSizeHeight * unit)), 0.5f, 1.2f);
        if (_style.Uncertainty)
        {
            AddDiscs(marks, person, keypoints, fit, fine);
        }

        if (_style.Limbs)
        {
            AddLimbs(marks, keypoints, fit, fine);
        }

        AddDots(marks, keypoints, fit, fine);
        if (_style.Label)
        {
            AddLabel(marks, person, fit, unit);
        }
    }

    /// <summary>Radius of a keypoint's disc: one standard deviation of its error per axis, frame px.</summary>
    /// <param name="keypoint">Index in the set.</param>
    /// <param name="confidence">Calibrated confidence.</param>
    /// <param name="box">The person's box.</param>
    public float Sigma(int keypoint, float confidence, Box box) =>
        MathF.Sqrt((float)KeypointVariance.FromConfidence(confidence, Oks.FalloffSquared(_set.Sigmas[keypoint], AreaOfBox * box.Area)));

    private static Vector4 SideColor(string name) =>
        name.StartsWith("left_", StringComparison.Ordinal) ? PersonColor.Left
        : name.StartsWith("right_", StringComparison.Ordinal) ? PersonColor.Right
        : PersonColor.Middle;

    private static Vector4 Faded(Vector4 color, float opacity) => color with { W = color.W * opacity };

    private static void AddBox(MarkList marks, in Person person, FrameFit fit, float unit)
    {
        Vector2 corner = TopLeft(person.Box, fit);
        Vector2 size = new Vector2(person.Box.Width, person.Box.Height) * fit.Scale;
        marks.Frame(corner, size, 6 * unit, (2 + HaloWidth) * unit, Halo with { W = 0.35f });
        marks.Frame(corner, size, 6 * unit, 2 * unit, Faded(PersonColor.Of(person.Id), 0.9f));
    }

    private static Vector2 TopLeft(Box box, FrameFit fit) => fit.ToPane(new Vector2(box.X, box.Y));

    private static void AddLabel(MarkList marks, in Person person, FrameFit fit, float unit)
    {
        Span<char> text = stackalloc char[32];
        int percent = float.IsNaN(person.Score) ? 0 : (int)MathF.Round(100 * Math.Clamp(person.Score, 0, 1));
        bool written = person.Id.IsAssigned
            ? text.TryWrite($"{person.Id.Value}  {percent}%", out int length)
            : text.TryWrite($"{percent}%", out length);
        if (written)
        {
            Vector2 corner = TopLeft(person.Box, fit);
            float size = 11 * unit, height = 2 * size;
            Vector2 at = new(corner.X, corner.Y >= height + (3 * unit) ? corner.Y - height - (3 * unit) : corner.Y + (3 * unit));
            marks.Label(text[..length], at, size, new Vector4(0.04f, 0.05f, 0.08f, 1), Faded(PersonColor.Of(person.Id), 0.95f));
        }
    }

    private void AddDiscs(MarkList marks, in Person person, ReadOnlySpan<Keypoint> keypoints, FrameFit fit, float unit)
    {
        float most = MaxLimbDiscs * MathF.Max(person.Box.Width, person.Box.Height);
        for (int k = 0; k < keypoints.Length; k++)
        {
            Keypoint point = keypoints[k];
            if (point.Confidence >= _style.MinConfidence)
            {
                float sigma = Sigma(k, point.Confidence, person.Box);
                float radius = MathF.Max(MathF.Min(sigma, most) * fit.Scale, 2 * unit);
                Vector2 at = fit.ToPane(new Vector2(point.X, point.Y));
                marks.Disc(at, radius, Faded(_colors[k], 0.45f * point.Visibility));
                marks.Ring(at, radius, 1.3f * unit, Faded(_colors[k], 0.85f));
            }
        }
    }

    private void AddLimbs(MarkList marks, ReadOnlySpan<Keypoint> keypoints, FrameFit fit, float unit)
    {
        foreach (float halo in (ReadOnlySpan<float>)[HaloWidth, 0])
        {
            foreach ((int from, int to) in _set.Limbs)
            {
                float confidence = MathF.Min(keypoints[from].Confidence, keypoints[to].Confidence);
                if (confidence >= _style.MinConfidence)
                {
                    Vector4 color = _colors[from] == _colors[to] ? _colors[from] : PersonColor.Middle;
                    marks.Line(
                        fit.ToPane(new Vector2(keypoints[from].X, keypoints[from].Y)),
                        fit.ToPane(new Vector2(keypoints[to].X, keypoints[to].Y)),
                        (LimbWidth + (2 * halo)) * unit,
                        Faded(halo > 0 ? Halo : color, 0.35f + (0.65f * Math.Clamp(confidence, 0, 1))));
                }
            }
        }
    }

    private void AddDots(MarkList marks, ReadOnlySpan<Keypoint> keypoints, FrameFit fit, float unit)
    {
        for (int k = 0; k < keypoints.Length; k++)
        {
            if (keypoints[k].Confidence >= _style.MinConfidence)
            {
                Vector2 at = fit.ToPane(new Vector2(keypoints[k].X, keypoints[k].Y));
                marks.Disc(at, (DotRadius + HaloWidth) * unit, Halo);
                marks.Disc(at, DotRadius * unit, _colors[k]);
            }
        }
    }
}
