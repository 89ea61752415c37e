namespace LivePose.Synth.Annotations;

/// <summary>The visible pixels of one person, as COCO stores them: runs down the columns, from the left column to the right.</summary>
/// <param name="Runs">Lengths of alternating runs, the first one of pixels outside; they add up to width times height.</param>
/// <param name="Area">Pixels inside.</param>
/// <param name="X">First column that has one.</param>
/// <param name="Y">First row that has one.</param>
/// <param name="Width">Columns from the first to the last, both counted.</param>
/// <param name="Height">Rows from the first to the last, both counted.</param>
public sealed record PersonMask(IReadOnlyList<int> Runs, int Area, int X, int Y, int Width, int Height)
{
    /// <summary>Collects the pixels with a label.</summary>
    /// <param name="drawn">The picture.</param>
    /// <param name="label">The person's.</param>
    /// <returns>Null where no pixel has it.</returns>
    public static PersonMask? Of(Drawing.DrawnScene drawn, int label)
    {
        if (Bounds(drawn, label) is not (int left, int top, int right, int bottom))
        {
            return null;
        }

        RunList runs = new();
        int area = 0;
        runs.Add(false, left * drawn.Height);
        for (int x = left; x <= right; x++)
        {
            runs.Add(false, top);
            for (int y = top; y <= bottom; y++)
            {
                bool inside = drawn.LabelAt(x, y) == label;
                runs.Add(inside, 1);
                area += inside ? 1 : 0;
            }

            runs.Add(false, drawn.Height - 1 - bottom);
        }

        runs.Add(false, (drawn.Width - 1 - right) * drawn.Height);
        return new PersonMask(runs.Finish(), area, left, top, right - left + 1, bottom - top + 1);
    }

    private static (int Left, int Top, int Right, int Bottom)? Bounds(Drawing.DrawnScene drawn, int label)
    {
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1;
        ReadOnlySpan<ushort> labels = drawn.Labels;
        for (int y = 0; y < drawn.Height; y++)
        {
            ReadOnlySpan<ushort> row = labels.Slice(2 * y * drawn.Width, 2 * drawn.Width);
            for (int x = 0; x < drawn.Width; x++)
            {
                if (row[2 * x] == label)
                {
                    (left, right) = (Math.Min(left, x), Math.Max(right, x));
                    (top, bottom) = (Math.Min(top, y), y);
                }
            }
        }

        return right < 0 ? null : (left, top, right, bottom);
    }

    /// <summary>Joins what is added into runs that alternate, outside first.</summary>
    private sealed class RunList
    {
        private readonly List<int> _runs = [];
        private bool _inside;
        private int _length;

        public void Add(bool inside, int length)
        {
            if (length > 0 && inside != _inside)
            {
                _runs.Add(_length);
                (_length, _inside) = (0, inside);
            }

            _length += length;
        }

        public List<int> Finish()
        {
            if (_length > 0)
            {
                _runs.Add(_length);
            }

            return _runs;
        }
    }
}
