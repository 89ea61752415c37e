using System.Globalization;

namespace LivePose.Benchmarks.Paper;

/// <summary>A number measured with several seeds.</summary>
internal static class SeededNumber
{
    /// <summary>Mean and, where the seeds differ, sample deviation.</summary>
    public static string Text(IEnumerable<double> values, string format)
    {
        double[] all = [.. values];
        double mean = all.Average();
        if (double.IsNaN(mean))
        {
            return "-";
        }

        double deviation = all.Length > 1 ? Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1)) : 0;
        string spread = deviation.ToString(format, CultureInfo.InvariantCulture);
        return spread.Any(c => c is >= '1' and <= '9')
            ? $"{mean.ToString(format, CultureInfo.InvariantCulture)} ± {spread}"
            : mean.ToString(format, CultureInfo.InvariantCulture);
    }
}
