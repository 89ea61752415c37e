namespace LivePose.Pose.Tests.Calibrate;

/// <summary>The pooled features and statistics of one keypoint and one pose, written plainly. Maps of 64 × 48 are first reduced to 32 × 24.</summary>
internal static class ReferenceFeatures
{
    private const int H = TinyNetwork.Rows, W = TinyNetwork.Columns;

    public static double[] Global(float[] features) =>
        [.. Enumerable.Range(0, TinyNetwork.C).Select(c => features.Skip(c * H * W).Take(H * W).Average(f => (double)f))];

    public static double[] Weighted(float[] features, float[] heatmap, int k)
    {
        double[] weights = Energy(heatmap, k);
        return [.. Enumerable.Range(0, TinyNetwork.C).Select(c =>
        {
            double[] means = Cells(features, c, 2, cell => cell.Average());
            return weights.Zip(means, (w, f) => w * f).Sum() / weights.Average();
        })];
    }

    public static double[] AtPeak(float[] features, float[] heatmap, int k)
    {
        int peak = Enumerable.Range(0, H * W).MaxBy(i => heatmap[(k * H * W) + i]);
        return [.. Enumerable.Range(0, TinyNetwork.C).Select(c => (double)features[(c * H * W) + peak])];
    }

    /// <summary>Logits of first and second peak and of the mean weight.</summary>
    public static double[] Statistics(float[] heatmap, int k)
    {
        const int Columns = W / 4;
        double[] coarse = Cells(heatmap, k, 4, cell => cell.Max());
        int best = Enumerable.Range(0, coarse.Length).MaxBy(i => coarse[i]);
        double second = Enumerable.Range(0, coarse.Length)
            .Where(i => Math.Max(Math.Abs((i / Columns) - (best / Columns)), Math.Abs((i % Columns) - (best % Columns))) >= 2).Max(i => coarse[i]);
        return [Logit(coarse[best]), Logit(second), Logit(Energy(heatmap, k).Average())];
    }

    private static double Logit(double p)
    {
        double clipped = Math.Clamp(p, 1e-4, 1 - 1e-4);
        return Math.Log(clipped / (1 - clipped));
    }

    private static double[] Energy(float[] heatmap, int k) => [.. Cells(heatmap, k, 2, cell => cell.Max()).Select(h => h * h)];

    /// <summary>A value of every square cell of one channel.</summary>
    private static double[] Cells(float[] maps, int channel, int size, Func<IEnumerable<double>, double> value) =>
        [.. Enumerable.Range(0, H / size * (W / size)).Select(i => value(Enumerable.Range(0, size * size).Select(j =>
            (double)maps[(channel * H * W) + (((i / (W / size) * size) + (j / size)) * W) + (i % (W / size) * size) + (j % size)])))];
}
