namespace LivePose.Pose.Calibrate;

/// <summary>The non-decreasing function of a score that is closest to the targets in squared error, linear between its knots.</summary>
/// <remarks>Pool adjacent violators: Barlow et al. 1972; as a calibration map: Zadrozny and Elkan 2002.</remarks>
public sealed class IsotonicRegression
{
    private readonly float[] _scores;
    private readonly float[] _values;

    /// <summary>Takes a fitted function, for example one read from a descriptor.</summary>
    /// <param name="scores">Knots, increasing.</param>
    /// <param name="values">Value at each knot, non-decreasing, in [0, 1].</param>
    /// <exception cref="ArgumentException">No knots, lengths differ, or the order is wrong.</exception>
    public IsotonicRegression(float[] scores, float[] values)
    {
        if (scores.Length == 0 || scores.Length != values.Length || !IsRising(scores, strictly: true) || !IsRising(values, strictly: false))
        {
            throw new ArgumentException($"An isotonic calibration needs increasing scores with as many non-decreasing values; it has {scores.Length} scores and {values.Length} values.");
        }

        _scores = scores;
        _values = values;
    }

    /// <summary>Knots, increasing.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>Value at each knot, non-decreasing.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The calibrated score; constant outside the knots. NaN counts as the lowest score.</summary>
    public double Apply(double score)
    {
        if (!(score > _scores[0]))
        {
            return _values[0];
        }

        if (score >= _scores[^1])
        {
            return _values[^1];
        }

        int next = Array.BinarySearch(_scores, (float)score);
        next = next >= 0 ? next : ~next;
        double t = (score - _scores[next - 1]) / (_scores[next] - _scores[next - 1]);
        return double.Lerp(_values[next - 1], _values[next], Math.Clamp(t, 0, 1));
    }

    /// <summary>Fits the function; equal scores are pooled first.</summary>
    /// <param name="scores">Any order, not NaN.</param>
    /// <param name="targets">Realised OKS, same length.</param>
    /// <exception cref="ArgumentException">Lengths differ or nothing was given.</exception>
    public static IsotonicRegression Fit(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets)
    {
        if (scores.Length != targets.Length || scores.IsEmpty)
        {
            throw new ArgumentException($"Isotonic regression needs as many targets as scores, and at least one: {scores.Length} scores, {targets.Length} targets.");
        }

        float[] x = scores.ToArray(), y = targets.ToArray();
        Array.Sort(x, y);
        List<Block> blocks = [];
        for (int i = 0; i < x.Length;)
        {
            int start = i;
            double sum = 0;
            for (; i < x.Length && x[i] == x[start]; i++)
            {
                sum += y[i];
            }

            blocks.Add(new Block(x[start], x[start], sum, i - start));
            PoolViolators(blocks);
        }

        return FromBlocks(blocks);
    }

    private static void PoolViolators(List<Block> blocks)
    {
        while (blocks.Count > 1 && blocks[^2].Mean >= blocks[^1].Mean)
        {
            Block last = blocks[^1], before = blocks[^2];
            blocks.RemoveAt(blocks.Count - 1);
            blocks[^1] = new Block(before.First, last.Last, before.Sum + last.Sum, before.Count + last.Count);
        }
    }

    private static IsotonicRegression FromBlocks(List<Block> blocks)
    {
        List<float> scores = [], values = [];
        foreach (Block block in blocks)
        {
            scores.Add(block.First);
            values.Add((float)block.Mean);
            if (block.Last > block.First)
            {
                scores.Add(block.Last);
                values.Add((float)block.Mean);
            }
        }

        return new IsotonicRegression([.. scores], [.. values]);
    }

    private static bool IsRising(float[] numbers, bool strictly)
    {
        for (int i = 1; i < numbers.Length; i++)
        {
            if (!(strictly ? numbers[i] > numbers[i - 1] : numbers[i] >= numbers[i - 1]))
            {
                return false;
            }
        }

        return true;
    }

    private readonly record struct Block(float First, float Last, double Sum, int Count)
    {
        public double Mean => Sum / Count;
    }
}
