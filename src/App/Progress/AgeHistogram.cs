namespace LivePose.App.Progress;

/// <summary>A distribution of times in fixed memory: bins grow by 2 %, so a quantile is exact to about 1 %.</summary>
internal sealed class AgeHistogram
{
    private const double FirstSeconds = 1e-5;
    private const double Growth = 1.02;
    private readonly long[] _bins = new long[1024];

    /// <summary>Number of times added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds one time; shorter than 10 µs counts as that.</summary>
    public void Add(TimeSpan time)
    {
        double bin = Math.Log(Math.Max(time.TotalSeconds, FirstSeconds) / FirstSeconds) / Math.Log(Growth);
        _bins[Math.Min((int)bin, _bins.Length - 1)]++;
        Count++;
    }

    /// <summary>The time that a share <paramref name="quantile"/> of all stays below; zero when there are none.</summary>
    /// <param name="quantile">In [0, 1]: 0.5 is the median.</param>
    public TimeSpan Quantile(double quantile)
    {
        long below = 0, wanted = (long)Math.Ceiling(quantile * Count);
        for (int bin = 0; bin < _bins.Length; bin++)
        {
            below += _bins[bin];
            if (below >= wanted && below > 0)
            {
                return TimeSpan.FromSeconds(FirstSeconds * Math.Pow(Growth, bin + 0.5));
            }
        }

        return TimeSpan.Zero;
    }
}
