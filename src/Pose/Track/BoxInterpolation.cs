namespace LivePose.Pose.Track;

/// <summary>Offline: the boxes of the frames between two frames in which the detector ran.</summary>
/// <remarks>
/// Boxes of the two ends are paired optimally by IoU, distance and size, and every frame between gets the linear blend at its own
/// time. A box without partner is held in place through the whole gap: over a gap of at most eight frames a missed detection is
/// likelier than an arrival, a region without anybody costs one crop, gets low confidence and is dropped by the tracker, while a
/// person left out cannot be had back.
/// </remarks>
public sealed class BoxInterpolation
{
    // Half the worth of a pair is overlap, half is nearness; pairs farther than a height apart and without overlap are worth nothing.
    private const float MinLikeness = 0.1f;

    private readonly AssignmentSolver _solver;
    private readonly float[] _likeness;
    private readonly int[] _partners;
    private readonly bool[] _taken;

    /// <summary>Takes memory for frames of this layout.</summary>
    public BoxInterpolation(FrameLayout layout)
    {
        _solver = new AssignmentSolver(layout.MaxPeople);
        _likeness = new float[layout.MaxPeople * layout.MaxPeople];
        _partners = new int[layout.MaxPeople];
        _taken = new bool[layout.MaxPeople];
    }

    /// <summary>Fills the people of the frames between.</summary>
    /// <param name="first">Detections before the gap.</param>
    /// <param name="between">Frames of the gap in order of time, their people replaced; may be empty.</param>
    /// <param name="last">Detections after the gap.</param>
    /// <returns>What changed over the gap: <see cref="DetectionStride"/> decides from it how long the next may be.</returns>
    /// <exception cref="ArgumentException">The frames are not in order of time, or hold more people than the layout.</exception>
    public GapSummary Fill(Frame first, ReadOnlySpan<Frame> between, Frame last)
    {
        CheckOrder(first, between, last);
        GapSummary summary = Pair(first.People, last.People);
        double from = first.Stamp.Time.TotalSeconds, duration = last.Stamp.Time.TotalSeconds - from;
        foreach (Frame frame in between)
        {
            frame.ClearPeople();
            Blend(first.People, last.People, (float)((frame.Stamp.Time.TotalSeconds - from) / duration), frame);
        }

        return summary;
    }

    private static void CheckOrder(Frame first, ReadOnlySpan<Frame> between, Frame last)
    {
        TimeSpan time = first.Stamp.Time;
        foreach (Frame frame in between)
        {
            ThrowUnlessAfter(time, frame.Stamp.Time);
            time = frame.Stamp.Time;
        }

        ThrowUnlessAfter(time, last.Stamp.Time);
    }

    private static void ThrowUnlessAfter(TimeSpan earlier, TimeSpan later)
    {
        if (later <= earlier)
        {
            throw new ArgumentException($"Frame time {later} does not come after {earlier}; give the frames of a gap in order.");
        }
    }

    private static float Likeness(Box a, Box b)
    {
        float height = (a.Height + b.Height) / 2;
        float distance = MathF.Sqrt(Square(a.CenterX - b.CenterX) + Square(a.CenterY - b.CenterY));
        float size = MathF.Min(a.Height, b.Height) / MathF.Max(a.Height, b.Height);
        return size * (a.IoU(b) + MathF.Max(0, 1 - (distance / height))) / 2;
    }

    private static float Square(float value) => value * value;

    private GapSummary Pair(ReadOnlySpan<Person> first, ReadOnlySpan<Person> last)
    {
        if (Math.Max(first.Length, last.Length) > _partners.Length)
        {
            throw new ArgumentException($"Frames of {first.Length} and {last.Length} people do not fit a layout of {_partners.Length}; give it frames of one pool.");
        }

        for (int a = 0; a < first.Length; a++)
        {
            for (int b = 0; b < last.Length; b++)
            {
                _likeness[(a * last.Length) + b] = Likeness(first[a].Box, last[b].Box) - MinLikeness;
            }
        }

        _solver.Maximize(_likeness, first.Length, last.Length, _partners);
        Array.Clear(_taken);
        int matched = 0;
        float lowest = 1;
        for (int a = 0; a < first.Length; a++)
        {
            if (_partners[a] >= 0)
            {
                _taken[_partners[a]] = true;
                matched++;
                lowest = MathF.Min(lowest, first[a].Box.IoU(last[_partners[a]].Box));
            }
        }

        return new GapSummary(matched, first.Length + last.Length - (2 * matched), lowest);
    }

    private void Blend(ReadOnlySpan<Person> first, ReadOnlySpan<Person> last, float t, Frame frame)
    {
        for (int a = 0; a < first.Length; a++)
        {
            Person start = first[a], end = _partners[a] >= 0 ? last[_partners[a]] : start;
            frame.TryAdd(Person.Detected(start.Box.Lerp(end.Box, t), float.Lerp(start.BoxScore, end.BoxScore, t)));
        }

        for (int b = 0; b < last.Length; b++)
        {
            if (!_taken[b])
            {
                frame.TryAdd(Person.Detected(last[b].Box, last[b].BoxScore));
            }
        }
    }
}
