namespace LivePose.Pose.Keypoints;

/// <summary>Width of the blob around a maximum, by fitting a round Gaussian to it.</summary>
/// <remarks>
/// ln h = a - r² / (2 σ²) is linear in r²; least squares with weights h² so that the fit is of h and not of its logarithm
/// (Guo 2011, "A Simple Algorithm for Fitting a Gaussian Function"). Used for σ̂ of Gu et al. 2023, eq. 17.
/// </remarks>
internal static class BlobFit
{
    /// <summary>Cells lower than this share of the maximum are left out: they belong to the background.</summary>
    private const float Floor = 0.2f;

    /// <summary>σ of the blob whose maximum is cell (x, y), in cells; at most the map's shorter side.</summary>
    public static float Sigma(Heatmap map, int x, int y)
    {
        float limit = Math.Min(map.Columns, map.Rows);
        float peak = map[x, y];
        if (!(peak > 0))
        {
            return limit;
        }

        (float centerX, float centerY) = Center(map, x, y);
        int radius = (int)MathF.Ceiling(3 * map.TargetSigma);
        WeightedLine line = default;
        for (int v = Math.Max(0, y - radius); v <= Math.Min(map.Rows - 1, y + radius); v++)
        {
            for (int u = Math.Max(0, x - radius); u <= Math.Min(map.Columns - 1, x + radius); u++)
            {
                float h = map[u, v];
                if (h > Floor * peak)
                {
                    float dx = u - centerX, dy = v - centerY;
                    line.Add((dx * dx) + (dy * dy), MathF.Log(h), h * h);
                }
            }
        }

        return line.GaussianSigma(limit);
    }

    /// <summary>σ of the bump around entry <paramref name="peak"/> of a one-dimensional distribution, in entries.</summary>
    /// <param name="values">The distribution.</param>
    /// <param name="peak">Index of its maximum.</param>
    /// <param name="radius">Entries on each side that are looked at.</param>
    public static float Sigma(ReadOnlySpan<float> values, int peak, int radius)
    {
        WeightedLine line = default;
        float center = peak + Vertex(values, peak, 1);
        for (int i = Math.Max(0, peak - radius); i <= Math.Min(values.Length - 1, peak + radius); i++)
        {
            if (values[i] > Floor * values[peak])
            {
                line.Add((i - center) * (i - center), MathF.Log(values[i]), values[i] * values[i]);
            }
        }

        return line.GaussianSigma(values.Length);
    }

    private static (float X, float Y) Center(Heatmap map, int x, int y)
    {
        if (!map.Holds(x, y, 1))
        {
            return (x, y);
        }

        int cell = (y * map.Columns) + x;
        return (x + Vertex(map.Values, cell, 1), y + Vertex(map.Values, cell, map.Columns));
    }

    /// <summary>Offset of the summit of the parabola through the logarithms of three neighbours; exact for a Gaussian.</summary>
    private static float Vertex(ReadOnlySpan<float> values, int index, int stride)
    {
        if (index < stride || index + stride >= values.Length || !(values[index - stride] > 0 && values[index + stride] > 0))
        {
            return 0;
        }

        float before = MathF.Log(values[index - stride]), at = MathF.Log(values[index]), after = MathF.Log(values[index + stride]);
        float bend = before - (2 * at) + after;
        return bend < 0 ? (before - after) / (2 * bend) : 0;
    }

    /// <summary>Sums of a weighted straight-line fit.</summary>
    private struct WeightedLine
    {
        private double _w, _x, _y, _xx, _xy;

        public void Add(double x, double y, double weight)
        {
            _w += weight;
            _x += weight * x;
            _y += weight * y;
            _xx += weight * x * x;
            _xy += weight * x * y;
        }

        /// <summary>σ when y = ln h and x = r²; the limit where the values do not fall with the distance.</summary>
        public readonly float GaussianSigma(float limit)
        {
            double slope = ((_w * _xy) - (_x * _y)) / ((_w * _xx) - (_x * _x));
            return slope < 0 ? (float)Math.Min(limit, Math.Sqrt(-0.5 / slope)) : limit;
        }
    }
}
