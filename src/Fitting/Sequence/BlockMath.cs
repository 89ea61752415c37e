using System.Numerics;

namespace LivePose.Fitting;

/// <summary>Products and triangular solves of small dense row-major blocks.</summary>
internal static class BlockMath
{
    /// <summary>C -= A Bᵀ, for all of C.</summary>
    /// <param name="c">Shape [m, p].</param>
    /// <param name="a">Shape [m, n].</param>
    /// <param name="b">Shape [p, n].</param>
    /// <param name="n">Columns of A and B.</param>
    public static void SubtractProduct(Span<double> c, ReadOnlySpan<double> a, ReadOnlySpan<double> b, int n)
    {
        int m = a.Length / n, p = b.Length / n;
        for (int i = 0; i < m; i++)
        {
            SubtractRow(c.Slice(i * p, p), a.Slice(i * n, n), b, n);
        }
    }

    /// <summary>C -= A Aᵀ, for the lower triangle of C.</summary>
    /// <param name="c">Shape [m, m].</param>
    /// <param name="a">Shape [m, n].</param>
    /// <param name="n">Columns of A.</param>
    public static void SubtractSquare(Span<double> c, ReadOnlySpan<double> a, int n)
    {
        int m = a.Length / n;
        for (int i = 0; i < m; i++)
        {
            SubtractRow(c.Slice(i * m, i + 1), a.Slice(i * n, n), a, n);
        }
    }

    /// <summary>B = B L⁻ᵀ, row by row.</summary>
    /// <param name="b">Shape [m, n].</param>
    /// <param name="l">Lower triangular, shape [n, n].</param>
    /// <param name="n">Order of L.</param>
    public static void SolveRight(Span<double> b, ReadOnlySpan<double> l, int n)
    {
        for (int i = 0; i < b.Length / n; i++)
        {
            Cholesky.SolveLower(l, n, b.Slice(i * n, n));
        }
    }

    /// <summary>y -= A x.</summary>
    /// <param name="y">Shape [m].</param>
    /// <param name="a">Shape [m, n].</param>
    /// <param name="x">Shape [n].</param>
    public static void SubtractApplied(Span<double> y, ReadOnlySpan<double> a, ReadOnlySpan<double> x)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] -= VectorMath.Dot(a.Slice(i * x.Length, x.Length), x);
        }
    }

    /// <summary>y -= Aᵀ x.</summary>
    /// <param name="y">Shape [n].</param>
    /// <param name="a">Shape [m, n].</param>
    /// <param name="x">Shape [m].</param>
    public static void SubtractTransposedApplied(Span<double> y, ReadOnlySpan<double> a, ReadOnlySpan<double> x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            VectorMath.AddScaled(-x[i], a.Slice(i * y.Length, y.Length), y);
        }
    }

    /// <summary>One row of C -= A Bᵀ; four rows of B at a time, so that each element of A is loaded once for four products.</summary>
    private static void SubtractRow(Span<double> c, ReadOnlySpan<double> a, ReadOnlySpan<double> b, int n)
    {
        int j = 0, lanes = Vector<double>.Count;
        for (; j <= c.Length - 4; j += 4)
        {
            ReadOnlySpan<double> b0 = b.Slice(j * n, n), b1 = b.Slice((j + 1) * n, n), b2 = b.Slice((j + 2) * n, n), b3 = b.Slice((j + 3) * n, n);
            Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
            int k = 0;
            for (; k <= n - lanes; k += lanes)
            {
                Vector<double> v = new(a[k..]);
                s0 = Vector.FusedMultiplyAdd(v, new Vector<double>(b0[k..]), s0);
                s1 = Vector.FusedMultiplyAdd(v, new Vector<double>(b1[k..]), s1);
                s2 = Vector.FusedMultiplyAdd(v, new Vector<double>(b2[k..]), s2);
                s3 = Vector.FusedMultiplyAdd(v, new Vector<double>(b3[k..]), s3);
            }

            double r0 = Vector.Sum(s0), r1 = Vector.Sum(s1), r2 = Vector.Sum(s2), r3 = Vector.Sum(s3);
            for (; k < n; k++)
            {
                r0 += a[k] * b0[k];
                r1 += a[k] * b1[k];
                r2 += a[k] * b2[k];
                r3 += a[k] * b3[k];
            }

            c[j] -= r0;
            c[j + 1] -= r1;
            c[j + 2] -= r2;
            c[j + 3] -= r3;
        }

        for (; j < c.Length; j++)
        {
            c[j] -= VectorMath.Dot(a, b.Slice(j * n, n));
        }
    }
}
