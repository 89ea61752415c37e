namespace LivePose.Pose.Keypoints;

/// <summary>Height of the second-highest separate maximum: a high one says that the network wavers between two places.</summary>
internal static class SecondPeak
{
    /// <summary>Highest local maximum of a map outside the blob around cell (x, y); 0 when there is none above 0.</summary>
    public static float Height(Heatmap map, int x, int y)
    {
        float best = 0, reach = 2.5f * map.TargetSigma;
        for (int v = 0; v < map.Rows; v++)
        {
            for (int u = 0; u < map.Columns; u++)
            {
                if (map[u, v] > best && ((u - x) * (u - x)) + ((v - y) * (v - y)) > reach * reach && IsSummit(map, u, v))
                {
                    best = map[u, v];
                }
            }
        }

        return best;
    }

    /// <summary>Highest local maximum of a distribution farther than <paramref name="reach"/> from entry <paramref name="peak"/>; 0 when there is none above 0.</summary>
    public static float Height(ReadOnlySpan<float> values, int peak, int reach)
    {
        float best = 0;
        for (int i = 0; i < values.Length; i++)
        {
            bool summit = (i == 0 || values[i - 1] <= values[i]) && (i == values.Length - 1 || values[i + 1] <= values[i]);
            if (values[i] > best && summit && Math.Abs(i - peak) > reach)
            {
                best = values[i];
            }
        }

        return best;
    }

    private static bool IsSummit(Heatmap map, int x, int y)
    {
        float height = map[x, y];
        for (int v = Math.Max(0, y - 1); v <= Math.Min(map.Rows - 1, y + 1); v++)
        {
            for (int u = Math.Max(0, x - 1); u <= Math.Min(map.Columns - 1, x + 1); u++)
            {
                if (map[u, v] > height)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
