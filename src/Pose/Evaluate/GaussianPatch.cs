using System.Numerics.Tensors;

namespace LivePose.Pose.Evaluate;

/// <summary>Blurs a square of a picture, so that what was there cannot be made out.</summary>
public static class GaussianPatch
{
    /// <summary>Standard deviation of the blur over the side of the square.</summary>
    public const double SigmaOverSide = 0.25;

    /// <summary>Blurs with a Gaussian whose width grows with the square; the rest of the picture is not touched.</summary>
    /// <param name="source">The untouched picture: BGR24, row-major, no padding, length 3 · width · height.</param>
    /// <param name="target">Where the square is written, same layout; the rest is left as it is.</param>
    /// <param name="width">Columns, px.</param>
    /// <param name="height">Rows, px.</param>
    /// <param name="x">Column of the square's centre, px.</param>
    /// <param name="y">Row of the square's centre, px.</param>
    /// <param name="side">Side of the square, px; 0 changes nothing. What lies outside the picture is left out.</param>
    public static void Blur(ReadOnlySpan<byte> source, Span<byte> target, int width, int height, double x, double y, double side)
    {
        int left = Clip(Math.Ceiling(x - (side / 2)), width), right = Clip(Math.Floor(x + (side / 2)) + 1, width);
        int top = Clip(Math.Ceiling(y - (side / 2)), height), bottom = Clip(Math.Floor(y + (side / 2)) + 1, height);
        if (!(side > 0) || left >= right || top >= bottom)
        {
            return;
        }

        float[] kernel = Kernel(SigmaOverSide * side);
        int radius = kernel.Length / 2, columns = right - left;
        int firstRow = Math.Max(0, top - radius), lastRow = Math.Min(height - 1, bottom - 1 + radius);
        float[] rows = new float[(lastRow - firstRow + 1) * columns * 3];
        for (int row = firstRow; row <= lastRow; row++)
        {
            BlurRow(source.Slice(3 * width * row, 3 * width), rows.AsSpan((row - firstRow) * columns * 3, columns * 3), left, kernel);
        }

        Span<float> sum = new float[columns * 3];
        for (int row = top; row < bottom; row++)
        {
            sum.Clear();
            for (int k = 0; k < kernel.Length; k++)
            {
                int from = Math.Clamp(row + k - radius, 0, height - 1) - firstRow;
                TensorPrimitives.MultiplyAdd(rows.AsSpan(from * columns * 3, columns * 3), kernel[k], sum, sum);
            }

            Span<byte> line = target.Slice(3 * ((width * row) + left), 3 * columns);
            for (int i = 0; i < line.Length; i++)
            {
                line[i] = (byte)(sum[i] + 0.5f);
            }
        }
    }

    private static void BlurRow(ReadOnlySpan<byte> source, Span<float> target, int left, float[] kernel)
    {
        int radius = kernel.Length / 2, width = source.Length / 3;
        for (int column = 0; column < target.Length / 3; column++)
        {
            float b = 0, g = 0, r = 0;
            for (int k = 0; k < kernel.Length; k++)
            {
                int from = 3 * Math.Clamp(left + column + k - radius, 0, width - 1);
                b += kernel[k] * source[from];
                g += kernel[k] * source[from + 1];
                r += kernel[k] * source[from + 2];
            }

            (target[3 * column], target[(3 * column) + 1], target[(3 * column) + 2]) = (b, g, r);
        }
    }

    private static float[] Kernel(double sigma)
    {
        int radius = (int)Math.Ceiling(3 * sigma);
        double[] weights = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-i * (double)i / (2 * sigma * sigma)))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / sum))];
    }

    private static int Clip(double value, int length) => (int)Math.Clamp(value, 0, length);
}
