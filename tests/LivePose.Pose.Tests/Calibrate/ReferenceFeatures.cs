namespace LivePose.Pose.Tests.Calibrate;

/// <summary>The pooled features and statistics of one keypoint and one pose, written plainly.</summary>
internal static class ReferenceFeatures
{
    private const int H = TinyNetwork.Rows, W = TinyNetwork.Columns;

    public static double[] Global(float[] features) =>
        [.. Enumerable.Range(0, TinyNetwork.C).Select(c => features.Skip(c * H * W).Take(H * W).Average(f => (double)f))];

    public static double[] Weighted(float[] features, float[] heatmap, int k)
    {
        double[] weights = Energy(heatmap, k);
        return [.. Enumerable.Range(0, TinyNetwork.C).Select(c =>
            Enumerable.Range(0, H * W).Sum(i => weights[i] * features[(c * H * W) + i]) / weights.Sum())];
    }

    public static double[] AtPeak(float[] features, float[] heatmap, int k)
    {
        int peak = Enumerable.Range(0, H * W).MaxBy(i => heatmap[(k * H * W) + i]);
        return [.. Enumerable.Range(0, TinyNetwork.C).Select(c => (double)features[(c * H * W) + peak])];
    }

    /// <summary>Logit of the peak, log of the blob's variance, log of second over first peak.</summary>
    public static double[] Statistics(float[] heatmap, int k)
    {
        double peak = heatmap.Skip(k * H * W).Take(H * W).Max();
        (double mx, double my, double m2) = Moments(heatmap, k);
        double variance = m2 - (mx * mx) - (my * my);
        const int Cell = 4;
        double[,] coarse = new double[H / Cell, W / Cell];
        for (int i = 0; i < H * W; i++)
        {
            coarse[i / W / Cell, i % W / Cell] = Math.Max(coarse[i / W / Cell, i % W / Cell], heatmap[(k * H * W) + i]);
        }

        (int R, int C) best = (0, 0);
        foreach ((int r, int c) in Cells())
        {
            best = coarse[r, c] > coarse[best.R, best.C] ? (r, c) : best;
        }

        double second = Cells().Where(p => Math.Max(Math.Abs(p.R - best.R), Math.Abs(p.C - best.C)) >= 2).Max(p => coarse[p.R, p.C]);
        double clipped = Math.Clamp(peak, 1e-3, 1 - 1e-3);
        return [Math.Log(clipped / (1 - clipped)), Math.Log(variance), Math.Log(Math.Max(second, 1e-3)) - Math.Log(peak)];

        static IEnumerable<(int R, int C)> Cells() => Enumerable.Range(0, H / Cell * (W / Cell)).Select(i => (i / (W / Cell), i % (W / Cell)));
    }

    /// <summary>Log of the mean squared distance of the blobs from their centre, weighted by the peaks.</summary>
    public static double Extent(float[] heatmap)
    {
        double sw = 0, sx = 0, sy = 0, s2 = 0;
        for (int k = 0; k < TinyNetwork.K; k++)
        {
            double weight = heatmap.Skip(k * H * W).Take(H * W).Max();
            (double mx, double my, _) = Moments(heatmap, k);
            sw += weight;
            sx += weight * mx;
            sy += weight * my;
            s2 += weight * ((mx * mx) + (my * my));
        }

        return Math.Log((s2 / sw) - Math.Pow(sx / sw, 2) - Math.Pow(sy / sw, 2));
    }

    private static (double X, double Y, double Squares) Moments(float[] heatmap, int k)
    {
        double[] weights = Energy(heatmap, k);
        double mass = weights.Sum(), mx = 0, my = 0, m2 = 0;
        for (int i = 0; i < H * W; i++)
        {
            double x = ((i % W) - ((W - 1) / 2.0)) / H, y = ((i / W) - ((H - 1) / 2.0)) / H;
            mx += weights[i] * x / mass;
            my += weights[i] * y / mass;
            m2 += weights[i] * ((x * x) + (y * y)) / mass;
        }

        return (mx, my, m2);
    }

    private static double[] Energy(float[] heatmap, int k) => [.. heatmap.Skip(k * H * W).Take(H * W).Select(h => (double)h * h)];
}
