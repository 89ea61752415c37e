namespace LivePose.Pose.Keypoints;

/// <summary>Sub-cell position of a heatmap's maximum: one Newton step on the logarithm of the blurred map.</summary>
/// <remarks>
/// Zhang et al. 2020, "Distribution-Aware Coordinate Representation for Human Pose Estimation" (arXiv 1910.06278), eq. 4 to 9.
/// The blur has the width of the training target; rescaling it to the old maximum would only add a constant to the logarithm,
/// so it is left out. Only the 5 x 5 cells that the derivatives read are blurred.
/// </remarks>
internal static class DarkRefinement
{
    private const int Side = 5, Middle = 2;

    /// <summary>Offset of the maximum from cell (x, y), in cells; 0 within two cells of the border and where the map is not a summit.</summary>
    public static (float X, float Y) Offset(Heatmap map, int x, int y)
    {
        if (!map.Holds(x, y, Middle))
        {
            return (0, 0);
        }

        Span<float> log = stackalloc float[Side * Side];
        BlurPatch(map, x, y, log);
        foreach (ref float value in log)
        {
            value = MathF.Log(MathF.Max(value, 1e-10f));
        }

        const int C = (Middle * Side) + Middle;
        float dx = (log[C + 1] - log[C - 1]) / 2, dy = (log[C + Side] - log[C - Side]) / 2;
        float dxx = (log[C + 2] - (2 * log[C]) + log[C - 2]) / 4, dyy = (log[C + (2 * Side)] - (2 * log[C]) + log[C - (2 * Side)]) / 4;
        float dxy = (log[C + Side + 1] - log[C - Side + 1] - log[C + Side - 1] + log[C - Side - 1]) / 4;
        float determinant = (dxx * dyy) - (dxy * dxy);
        if (!(dxx < 0 && determinant > 1e-12f))
        {
            return (0, 0);
        }

        float stepX = ((dxy * dy) - (dyy * dx)) / determinant, stepY = ((dxy * dx) - (dxx * dy)) / determinant;
        return MathF.Max(MathF.Abs(stepX), MathF.Abs(stepY)) <= Middle ? (stepX, stepY) : (0, 0);
    }

    /// <summary>Gaussian blur at the cells around (x, y); what lies outside the map counts as 0.</summary>
    private static void BlurPatch(Heatmap map, int x, int y, Span<float> patch)
    {
        int radius = (int)MathF.Ceiling(2.5f * map.TargetSigma);
        Span<float> kernel = stackalloc float[(2 * radius) + 1];
        for (int i = 0; i < kernel.Length; i++)
        {
            float distance = (i - radius) / map.TargetSigma;
            kernel[i] = MathF.Exp(-0.5f * distance * distance);
        }

        patch.Clear();
        for (int v = Math.Max(0, y - Middle - radius); v <= Math.Min(map.Rows - 1, y + Middle + radius); v++)
        {
            for (int column = 0; column < Side; column++)
            {
                int center = x - Middle + column;
                float sum = 0;
                for (int u = Math.Max(0, center - radius); u <= Math.Min(map.Columns - 1, center + radius); u++)
                {
                    sum += kernel[u - center + radius] * map[u, v];
                }

                for (int row = 0; row < Side; row++)
                {
                    int distance = v - (y - Middle + row) + radius;
                    if ((uint)distance < (uint)kernel.Length)
                    {
                        patch[(row * Side) + column] += kernel[distance] * sum;
                    }
                }
            }
        }
    }
}
