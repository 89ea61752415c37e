namespace LivePose.Pose.Onnx;

/// <summary>Numbers of anchors of a detector's strides.</summary>
internal static class AnchorGrid
{
    /// <summary>The sets of strides that the known detectors have.</summary>
    private static readonly int[][] Known = [[8, 16, 32], [8, 16, 32, 64]];

    /// <summary>Cells of one stride.</summary>
    internal static int Cells(int width, int height, int stride) => Side(width, stride) * Side(height, stride);

    /// <summary>Cells along one side; a stride that does not divide it rounds up.</summary>
    internal static int Side(int size, int stride) => (size + stride - 1) / stride;

    /// <summary>The known strides whose cells add up to <paramref name="anchors"/>, or null.</summary>
    internal static int[]? Matching(int width, int height, int anchors) =>
        Array.Find(Known, strides => strides.Sum(s => Cells(width, height, s)) == anchors);

    /// <summary>The known strides of which each has its own output, or null.</summary>
    /// <param name="width">Input width, px.</param>
    /// <param name="height">Input height, px.</param>
    /// <param name="cells">Cells of each output.</param>
    internal static int[]? Matching(int width, int height, IReadOnlyList<int> cells) =>
        Array.Find(Known, strides => strides.Length == cells.Count && strides.Select(s => Cells(width, height, s)).SequenceEqual(cells));
}
