using System.Numerics.Tensors;

namespace LivePose.Pose.Evaluate;

/// <summary>Reliability curve: accuracy reached against confidence stated.</summary>
/// <remarks>Guo et al. 2017, "On calibration of modern neural networks"; the accuracy here is real-valued (OKS), as in Gu et al. 2023.</remarks>
/// <param name="Bins">By rising confidence.</param>
public sealed record Reliability(IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>Bins of the usual curve.</summary>
    public const int DefaultBins = 10;

    /// <summary>Expected calibration error: |mean accuracy - mean confidence| of each bin, weighted with its share of the samples.</summary>
    public double Error
    {
        get
        {
            double total = Bins.Sum(bin => (double)bin.Count);
            return total == 0 ? 0 : Bins.Sum(bin => bin.Count * Math.Abs(bin.MeanAccuracy - bin.MeanConfidence)) / total;
        }
    }

    /// <summary>Bins of equal width over [0, 1] (its <see cref="Error"/> is ECE); confidences outside fall into the end bins.</summary>
    /// <param name="confidences">Shape [N].</param>
    /// <param name="accuracies">Shape [N], in [0, 1].</param>
    /// <param name="bins">Number of bins.</param>
    public static Reliability EqualWidth(ReadOnlySpan<double> confidences, ReadOnlySpan<double> accuracies, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(accuracies.Length, confidences.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        int[] counts = new int[bins];
        double[] confidence = new double[bins], accuracy = new double[bins];
        for (int i = 0; i < confidences.Length; i++)
        {
            int bin = (int)Math.Clamp(confidences[i] * bins, 0, bins - 1);
            counts[bin]++;
            confidence[bin] += confidences[i];
            accuracy[bin] += accuracies[i];
        }

        return new Reliability([.. Enumerable.Range(0, bins).Select(b => Bin(counts[b], confidence[b], accuracy[b]))]);
    }

    /// <summary>Bins of equal mass, sizes differing by at most one (its <see cref="Error"/> is the adaptive ECE, Nixon et al. 2019).</summary>
    /// <param name="confidences">Shape [N].</param>
    /// <param name="accuracies">Shape [N], in [0, 1].</param>
    /// <param name="bins">Number of bins.</param>
    public static Reliability EqualMass(ReadOnlySpan<double> confidences, ReadOnlySpan<double> accuracies, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        (double[] sorted, double[] values) = Correlation.SortedByConfidence(confidences, accuracies);
        return new Reliability([.. Enumerable.Range(0, bins).Select(b =>
        {
            int first = (int)((long)sorted.Length * b / bins), next = (int)((long)sorted.Length * (b + 1) / bins);
            return Bin(next - first, TensorPrimitives.Sum<double>(sorted.AsSpan(first..next)), TensorPrimitives.Sum<double>(values.AsSpan(first..next)));
        })]);
    }

    private static ReliabilityBin Bin(int count, double confidence, double accuracy) =>
        new(count, count > 0 ? confidence / count : 0, count > 0 ? accuracy / count : 0);
}
