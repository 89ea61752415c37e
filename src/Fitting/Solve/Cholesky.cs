using System.Numerics;

namespace LivePose.Fitting;

/// <summary>Factorises a symmetric positive definite matrix in place, A = L Lᵀ, and solves with the factor.</summary>
/// <remarks>
/// Right-looking in panels of four columns (G. Golub, C. Van Loan, "Matrix computations", 4th ed., alg. 4.2.10): the update of
/// what remains then does four multiply-adds per element loaded. Row-major, lower triangle, no allocation.
/// </remarks>
public static class Cholesky
{
    private const int PanelWidth = 4;

    /// <summary>Replaces the lower triangle of A by L.</summary>
    /// <param name="a">Shape [n, n], row-major; the upper triangle is neither read nor written.</param>
    /// <param name="n">Order.</param>
    /// <returns>False when A is not positive definite (or not finite); its content is then undefined.</returns>
    public static bool TryFactor(Span<double> a, int n)
    {
        Span<double> panel = n <= 128 ? stackalloc double[PanelWidth * n] : new double[PanelWidth * n];
        for (int k = 0; k < n; k += PanelWidth)
        {
            int width = Math.Min(PanelWidth, n - k);
            if (!FactorPanel(a, n, k, width))
            {
                return false;
            }

            if (width == PanelWidth)
            {
                UpdateTrailing(a, n, k, panel);
            }
        }

        return true;
    }

    /// <summary>Solves L y = b in place.</summary>
    public static void SolveLower(ReadOnlySpan<double> l, int n, Span<double> b)
    {
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> row = l.Slice(i * n, i + 1);
            b[i] = (b[i] - VectorMath.Dot(row[..i], b[..i])) / row[i];
        }
    }

    /// <summary>Solves Lᵀ x = y in place.</summary>
    public static void SolveUpper(ReadOnlySpan<double> l, int n, Span<double> y)
    {
        for (int i = n - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = l.Slice(i * n, i + 1);
            y[i] /= row[i];
            VectorMath.AddScaled(-y[i], row[..i], y[..i]);
        }
    }

    /// <summary>Solves L Y = B in place for many right-hand sides.</summary>
    /// <param name="l">Factor, shape [n, n].</param>
    /// <param name="n">Order.</param>
    /// <param name="b">Shape [n, m], row-major.</param>
    /// <param name="m">Number of right-hand sides.</param>
    public static void SolveLower(ReadOnlySpan<double> l, int n, Span<double> b, int m)
    {
        for (int i = 0; i < n; i++)
        {
            Span<double> target = b.Slice(i * m, m);
            ReadOnlySpan<double> row = l.Slice(i * n, i + 1);
            for (int k = 0; k < i; k++)
            {
                VectorMath.AddScaled(-row[k], b.Slice(k * m, m), target);
            }

            double inverse = 1 / row[i];
            for (int c = 0; c < m; c++)
            {
                target[c] *= inverse;
            }
        }
    }

    /// <summary>Columns k to k + width - 1 of L, from a matrix that all earlier panels have updated.</summary>
    private static bool FactorPanel(Span<double> a, int n, int k, int width)
    {
        for (int c = 0; c < width; c++)
        {
            int column = k + c;
            double pivot = a[(column * n) + column];
            for (int p = k; p < column; p++)
            {
                pivot -= a[(column * n) + p] * a[(column * n) + p];
            }

            if (!(pivot > 0) || double.IsInfinity(pivot))
            {
                return false;
            }

            pivot = Math.Sqrt(pivot);
            a[(column * n) + column] = pivot;
            double inverse = 1 / pivot;
            ReadOnlySpan<double> head = a.Slice((column * n) + k, c);
            for (int i = column + 1; i < n; i++)
            {
                Span<double> row = a.Slice((i * n) + k, c + 1);
                double sum = row[c];
                for (int p = 0; p < c; p++)
                {
                    sum -= row[p] * head[p];
                }

                row[c] = sum * inverse;
            }
        }

        return true;
    }

    /// <summary>Subtracts the panel's outer product from the lower triangle behind it.</summary>
    private static void UpdateTrailing(Span<double> a, int n, int k, Span<double> panel)
    {
        int first = k + PanelWidth, count = n - first;
        Span<double> p0 = panel[..count], p1 = panel.Slice(count, count), p2 = panel.Slice(2 * count, count), p3 = panel.Slice(3 * count, count);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> row = a.Slice(((first + i) * n) + k, PanelWidth);
            (p0[i], p1[i], p2[i], p3[i]) = (row[0], row[1], row[2], row[3]);
        }

        int lanes = Vector<double>.Count;
        for (int i = 0; i < count; i++)
        {
            Span<double> row = a.Slice(((first + i) * n) + first, i + 1);
            Vector<double> s0 = new(-p0[i]), s1 = new(-p1[i]), s2 = new(-p2[i]), s3 = new(-p3[i]);
            int j = 0;
            for (; j <= row.Length - lanes; j += lanes)
            {
                Vector<double> v = Vector.FusedMultiplyAdd(s0, new Vector<double>(p0[j..]), new Vector<double>(row[j..]));
                v = Vector.FusedMultiplyAdd(s1, new Vector<double>(p1[j..]), v);
                v = Vector.FusedMultiplyAdd(s2, new Vector<double>(p2[j..]), v);
                v = Vector.FusedMultiplyAdd(s3, new Vector<double>(p3[j..]), v);
                v.CopyTo(row[j..]);
            }

            for (; j < row.Length; j++)
            {
                row[j] -= (p0[i] * p0[j]) + (p1[i] * p1[j]) + (p2[i] * p2[j]) + (p3[i] * p3[j]);
            }
        }
    }
}
