namespace LivePose.Pose.Tests.Calibrate;

/// <summary>The pooled features and statistics of one keypoint and one pose, written plainly. Maps of 64 × 48 are first reduced to 32 × 24.</summary>
internal static class ReferenceFeatures
{
    private const int H = TinyNetwork.Rows, W = TinyNetwork.Columns, SmallH = H / 2, SmallW = W / 2;

    public static double[] Global(float[] features) =>
        [.. Enumerable.Range(0, TinyNetwork.C).Select(c => features.Skip(c * H * W).Take(H * W).Average(f => (double)f))];

    public static double[] Weighted(float[] features, float[] heatmap, int k)
    {
        double[] weights = Energy(heatmap, k);
        return [.. Enumerable.Range(0, TinyNetwork.C).Select(c =>
        {
            double[] means = Cells(features, c, 2, cell => cell.Average());
            return weights.Zip(means, (w, f) => w * f).Sum() / weights.Sum();
        })];
    }

    public static double[] AtPeak(float[] features, float[] heatmap, int k)
    {
        int peak = Enumerable.Range(0, H * W).MaxBy(i => heatmap[(k * H * W) + i]);
        return [.. Enumerable.Range(0, TinyNetwork.C).Select(c => (double)features[(c * H * W) + peak])];
    }

    /// <summary>Logits of first and second peak, logs of the variance of the keypoint's and of all keypoints' weights.</summary>
    public static double[] Statistics(float[] heatmap, int k)
    {
        const int Columns = W / 4;
        double[] coarse = Cells(heatmap, k, 4, cell => cell.Max());
        int best = Enumerable.Range(0, coarse.Length).MaxBy(i => coarse[i]);
        double second = Enumerable.Range(0, coarse.Length)
            .Where(i => Math.Max(Math.Abs((i / Columns) - (best / Columns)), Math.Abs((i % Columns) - (best % Columns))) >= 2).Max(i => coarse[i]);
        double[][] all = [.. Enumerable.Range(0, TinyNetwork.K).Select(j => Energy(heatmap, j))];
        double[] total = [.. Enumerable.Range(0, SmallH * SmallW).Select(i => all.Sum(weights => weights[i]))];
        return [Logit(coarse[best]), Logit(second), Math.Log(Variance(all[k])), Math.Log(Variance(total))];
    }

    private static double Logit(double p)
    {
        double clipped = Math.Clamp(p, 1e-3, 1 - 1e-3);
        return Math.Log(clipped / (1 - clipped));
    }

    private static double Variance(double[] weights)
    {
        double mass = weights.Sum(), mx = 0, my = 0, squares = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double x = (double)(i % SmallW) / SmallH, y = (double)(i / SmallW) / SmallH;
            mx += weights[i] * x / mass;
            my += weights[i] * y / mass;
            squares += weights[i] * ((x * x) + (y * y)) / mass;
        }

        return squares - (mx * mx) - (my * my);
    }

    private static double[] Energy(float[] heatmap, int k) => [.. Cells(heatmap, k, 2, cell => cell.Max()).Select(h => h * h)];

    /// <summary>A value of every square cell of one channel.</summary>
    private static double[] Cells(float[] maps, int channel, int size, Func<IEnumerable<double>, double> value) =>
        [.. Enumerable.Range(0, H / size * (W / size)).Select(i => value(Enumerable.Range(0, size * size).Select(j =>
            (double)maps[(channel * H * W) + (((i / (W / size) * size) + (j / size)) * W) + (i % (W / size) * size) + (j % size)])))];
}
