namespace LivePose.Pose.Evaluate;

/// <summary>How well one series follows another, in [-1, 1].</summary>
public static class Correlation
{
    /// <summary>Pearson's linear correlation; NaN for fewer than two values or when one series is constant.</summary>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N].</param>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        double meanX = Mean(x), meanY = Mean(y);
        double xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double dx = x[i] - meanX, dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        return xx > 0 && yy > 0 ? Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1) : double.NaN;
    }

    /// <summary>Spearman's rank correlation: Pearson's of the ranks, equal values sharing the mean of theirs.</summary>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N].</param>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Pearson(Ranks(x), Ranks(y));

    /// <summary>Rank of each value, from 0; equal values share the mean of their ranks.</summary>
    public static double[] Ranks(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        double[] ranks = new double[sorted.Length];
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            next = TieEnd(sorted, first);
            foreach (int i in order.AsSpan(first, next - first))
            {
                ranks[i] = (first + next - 1) / 2.0;
            }
        }

        return ranks;
    }

    /// <summary>Mean; 0 of nothing.</summary>
    internal static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return values.IsEmpty ? 0 : sum / values.Length;
    }

    /// <summary>Index after the run of equal values that starts at <paramref name="first"/>.</summary>
    internal static int TieEnd(ReadOnlySpan<double> sorted, int first)
    {
        int next = first + 1;
        while (next < sorted.Length && sorted[next] == sorted[first])
        {
            next++;
        }

        return next;
    }

    /// <summary>
    /// The confidences in rising order, with their values beside them; values of equal confidence are replaced by their
    /// mean, so that no measure depends on the order of the input.
    /// </summary>
    internal static (double[] Confidences, double[] Values) SortedByConfidence(ReadOnlySpan<double> confidences, ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, confidences.Length);
        double[] keys = confidences.ToArray(), items = values.ToArray();
        Array.Sort(keys, items);
        for (int first = 0, next; first < keys.Length; first = next)
        {
            next = TieEnd(keys, first);
            if (next > first + 1)
            {
                items.AsSpan(first, next - first).Fill(Mean(items.AsSpan(first, next - first)));
            }
        }

        return (keys, items);
    }
}
