namespace LivePose.Fitting.Body;

/// <summary>The layout of the fast path: blocks of 32 vertices, in each block 32 x, then 32 y, then 32 z.</summary>
/// <remarks>96 numbers fill twelve 8-lane registers, so one block's sum over all pose features never leaves them.</remarks>
internal static class VertexBlocks
{
    public const int Vertices = 32;

    public const int Lanes = 3 * Vertices;

    /// <summary>Blocks needed; the last one is padded with zeros.</summary>
    public static int CountFor(int vertices) => (vertices + Vertices - 1) / Vertices;

    /// <summary>Reorders [V, 3] into [blocks, 96].</summary>
    public static void Pack(ReadOnlySpan<double> points, Span<float> packed)
    {
        for (int i = 0; i < points.Length; i++)
        {
            int vertex = i / 3, axis = i % 3;
            packed[(vertex / Vertices * Lanes) + (axis * Vertices) + (vertex % Vertices)] = (float)points[i];
        }
    }

    /// <summary>Reorders [N, V, 3] into [N, blocks, 96].</summary>
    public static float[] Pack(double[] rows, int vertices)
    {
        int lanes = CountFor(vertices) * Lanes, count = rows.Length / (3 * vertices);
        float[] packed = new float[count * lanes];
        for (int n = 0; n < count; n++)
        {
            Pack(rows.AsSpan(n * 3 * vertices, 3 * vertices), packed.AsSpan(n * lanes, lanes));
        }

        return packed;
    }
}
