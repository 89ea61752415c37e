namespace LivePose.Fitting;

/// <summary>The blocks of the inverse of a <see cref="BandedArrowSystem"/> that say how uncertain each block of unknowns is.</summary>
/// <remarks>
/// K. Takahashi, J. Fagan, M.-S. Chin, "Formation of a sparse bus impedance matrix", PICA 1973, for blocks: from Z L = L⁻ᵀ the
/// blocks of Z = (L Lᵀ)⁻¹ where L has one follow from the last column backwards, without any other. Work is linear in the number
/// of blocks; only three columns are kept.
/// </remarks>
internal sealed class SelectedInverse
{
    private readonly int _n;
    private readonly int _shared;
    private readonly double[] _scratch;
    private double[] _firstNext;
    private double[] _firstHere;
    private readonly double[] _secondHere;
    private Column _here;
    private Column _next;
    private Column _afterNext;

    /// <param name="order">n, order of a block.</param>
    /// <param name="shared">S, unknowns of the arrow.</param>
    public SelectedInverse(int order, int shared)
    {
        (_n, _shared) = (order, shared);
        (_here, _next, _afterNext) = (new Column(order, shared), new Column(order, shared), new Column(order, shared));
        (_firstNext, _firstHere, _secondHere) = (new double[order * order], new double[order * order], new double[order * order]);
        _scratch = new double[shared];
        Corner = new double[shared * shared];
    }

    /// <summary>Block (shared, shared) of the inverse, shape [S, S], symmetric.</summary>
    public double[] Corner { get; }

    /// <summary>Block (t, t) of the inverse, for the t of the last <see cref="Step"/>, shape [n, n], symmetric.</summary>
    public ReadOnlySpan<double> Diagonal => _here.Diagonal;

    /// <summary>Block (shared, t) of the inverse, for the t of the last <see cref="Step"/>, shape [S, n].</summary>
    public ReadOnlySpan<double> Arrow => _here.Arrow;

    /// <summary>Starts behind the last block.</summary>
    /// <param name="factor">A system after <see cref="BandedArrowSystem.TryFactor"/>.</param>
    public void Begin(BandedArrowSystem factor) => Invert(factor.Corner, _shared, Corner);

    /// <summary>Goes on to block t; to be called for T - 1, T - 2, …, 0.</summary>
    /// <param name="factor">The system that was begun with.</param>
    /// <param name="t">The block.</param>
    public void Step(BandedArrowSystem factor, int t)
    {
        (_here, _next, _afterNext) = (_afterNext, _here, _next);
        (_firstNext, _firstHere) = (_firstHere, _firstNext);
        ReadOnlySpan<double> l = factor.Diagonal(t), arrow = factor.Arrow(t);
        bool hasNext = t + 1 < factor.Count, hasAfterNext = t + 2 < factor.Count;
        ReadOnlySpan<double> first = hasNext ? factor.First(t + 1) : default, second = hasAfterNext ? factor.Second(t + 2) : default;

        // Every block of this column is the negative of a row of Z, less the diagonal, times the column of L.
        Array.Clear(_here.Arrow);
        Subtract(_here.Arrow, Corner, arrow, _shared);
        if (hasNext)
        {
            Subtract(_here.Arrow, _next.Arrow, first, _n);
            Array.Clear(_firstHere);
            Subtract(_firstHere, _next.Diagonal, first, _n);
            SubtractTransposed(_firstHere, _next.Arrow, arrow, _shared);
        }

        if (hasAfterNext)
        {
            Subtract(_here.Arrow, _afterNext.Arrow, second, _n);
            SubtractTransposed(_firstHere, _firstNext, second, _n);
            Array.Clear(_secondHere);
            Subtract(_secondHere, _firstNext, first, _n);
            Subtract(_secondHere, _afterNext.Diagonal, second, _n);
            SubtractTransposed(_secondHere, _afterNext.Arrow, arrow, _shared);
            SolveTransposedRight(_secondHere, l);
        }

        SolveTransposedRight(_here.Arrow, l);
        if (hasNext)
        {
            SolveTransposedRight(_firstHere, l);
        }

        FillDiagonal(l, arrow, first, second);
    }

    /// <summary>Z(t, t) = (L⁻ᵀ - Σ Z(i, t)ᵀ L(i, t)) L⁻¹.</summary>
    private void FillDiagonal(ReadOnlySpan<double> l, ReadOnlySpan<double> arrow, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] z = _here.Diagonal;
        InverseTransposed(l, z);
        SubtractTransposed(z, _here.Arrow, arrow, _shared);
        if (!first.IsEmpty)
        {
            SubtractTransposed(z, _firstHere, first, _n);
        }

        if (!second.IsEmpty)
        {
            SubtractTransposed(z, _secondHere, second, _n);
        }

        SolveTransposedRight(z, l);
        for (int i = 0; i < _n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                z[(i * _n) + j] = z[(j * _n) + i] = 0.5 * (z[(i * _n) + j] + z[(j * _n) + i]);
            }
        }
    }

    /// <summary>C -= A B.</summary>
    /// <param name="c">Shape [m, n].</param>
    /// <param name="a">Shape [m, k].</param>
    /// <param name="b">Shape [k, n].</param>
    /// <param name="k">Columns of A.</param>
    private void Subtract(Span<double> c, ReadOnlySpan<double> a, ReadOnlySpan<double> b, int k)
    {
        for (int i = 0; i < c.Length / _n; i++)
        {
            Span<double> row = c.Slice(i * _n, _n);
            for (int j = 0; j < k; j++)
            {
                VectorMath.AddScaled(-a[(i * k) + j], b.Slice(j * _n, _n), row);
            }
        }
    }

    /// <summary>C -= Aᵀ B.</summary>
    /// <param name="c">Shape [n, n].</param>
    /// <param name="a">Shape [k, n].</param>
    /// <param name="b">Shape [k, n].</param>
    /// <param name="k">Rows of A and B.</param>
    private void SubtractTransposed(Span<double> c, ReadOnlySpan<double> a, ReadOnlySpan<double> b, int k)
    {
        for (int i = 0; i < _n; i++)
        {
            Span<double> row = c.Slice(i * _n, _n);
            for (int j = 0; j < k; j++)
            {
                VectorMath.AddScaled(-a[(j * _n) + i], b.Slice(j * _n, _n), row);
            }
        }
    }

    /// <summary>B = B L⁻¹, row by row: Lᵀ xᵀ = bᵀ.</summary>
    private void SolveTransposedRight(Span<double> b, ReadOnlySpan<double> l)
    {
        for (int i = 0; i < b.Length / _n; i++)
        {
            Cholesky.SolveUpper(l, _n, b.Slice(i * _n, _n));
        }
    }

    /// <summary>L⁻ᵀ, all of it.</summary>
    private void InverseTransposed(ReadOnlySpan<double> l, Span<double> result)
    {
        result.Clear();
        for (int i = 0; i < _n; i++)
        {
            Span<double> row = result.Slice(i * _n, _n);
            row[i] = 1;
            Cholesky.SolveLower(l, _n, row); // column i of L⁻¹ is row i of L⁻ᵀ
        }
    }

    private void Invert(ReadOnlySpan<double> l, int order, Span<double> result)
    {
        for (int i = 0; i < order; i++)
        {
            Span<double> column = _scratch.AsSpan(0, order);
            column.Clear();
            column[i] = 1;
            Cholesky.SolveLower(l, order, column);
            Cholesky.SolveUpper(l, order, column);
            column.CopyTo(result.Slice(i * order, order));
        }
    }

    /// <summary>What one column of the inverse leaves for the two before it.</summary>
    private sealed class Column(int order, int shared)
    {
        public double[] Diagonal { get; } = new double[order * order];

        public double[] Arrow { get; } = new double[shared * order];
    }
}
