namespace LivePose.Fitting;

/// <summary>
/// A symmetric positive definite system of T blocks in a chain, each coupled with its two predecessors, and of a few unknowns that
/// are coupled with all: block-tridiagonal in pairs of frames, with an arrow.
/// </summary>
/// <remarks>
/// Block Cholesky without fill outside the band; work and memory are linear in T. Per block: one factorisation, two triangular
/// solves and four products of order n. In place; allocated once.
/// </remarks>
internal sealed class BandedArrowSystem
{
    private readonly int _n;
    private readonly double[][] _diagonal;
    private readonly double[][] _first;
    private readonly double[][] _second;
    private readonly double[][] _arrow;
    private readonly double[][] _right;

    /// <param name="capacity">Most blocks.</param>
    /// <param name="order">n, order of a block.</param>
    /// <param name="shared">S, unknowns of the arrow.</param>
    public BandedArrowSystem(int capacity, int order, int shared)
    {
        _n = order;
        Shared = shared;
        _diagonal = Blocks(capacity, order * order);
        _first = Blocks(capacity, order * order);
        _second = Blocks(capacity, order * order);
        _arrow = Blocks(capacity, shared * order);
        _right = Blocks(capacity, order);
        Corner = new double[shared * shared];
        CornerRight = new double[shared];
    }

    /// <summary>T, blocks in use.</summary>
    public int Count { get; private set; }

    /// <summary>S.</summary>
    public int Shared { get; }

    /// <summary>Block of the shared unknowns, shape [S, S], lower.</summary>
    public double[] Corner { get; }

    /// <summary>Right-hand side of the shared unknowns; their solution after <see cref="Solve"/>; shape [S].</summary>
    public double[] CornerRight { get; }

    /// <summary>Block (t, t), shape [n, n], lower.</summary>
    public Span<double> Diagonal(int t) => _diagonal[t];

    /// <summary>Block (t, t - 1), shape [n, n].</summary>
    public Span<double> First(int t) => _first[t];

    /// <summary>Block (t, t - 2), shape [n, n].</summary>
    public Span<double> Second(int t) => _second[t];

    /// <summary>Block (shared, t), shape [S, n].</summary>
    public Span<double> Arrow(int t) => _arrow[t];

    /// <summary>Right-hand side of block t; its solution after <see cref="Solve"/>; shape [n].</summary>
    public Span<double> Right(int t) => _right[t];

    /// <summary>Makes a system of zeros.</summary>
    /// <param name="count">T, at most the capacity.</param>
    public void Clear(int count)
    {
        Count = count;
        for (int t = 0; t < count; t++)
        {
            Array.Clear(_diagonal[t]);
            Array.Clear(_first[t]);
            Array.Clear(_second[t]);
            Array.Clear(_arrow[t]);
            Array.Clear(_right[t]);
        }

        Array.Clear(Corner);
        Array.Clear(CornerRight);
    }

    /// <summary>Takes over another system of the same sizes.</summary>
    public void CopyFrom(BandedArrowSystem other)
    {
        Count = other.Count;
        for (int t = 0; t < Count; t++)
        {
            other._diagonal[t].CopyTo(_diagonal[t], 0);
            other._first[t].CopyTo(_first[t], 0);
            other._second[t].CopyTo(_second[t], 0);
            other._arrow[t].CopyTo(_arrow[t], 0);
            other._right[t].CopyTo(_right[t], 0);
        }

        other.Corner.CopyTo(Corner, 0);
        other.CornerRight.CopyTo(CornerRight, 0);
    }

    /// <summary>Multiplies every diagonal element by 1 + damping.</summary>
    public void Damp(double damping)
    {
        for (int t = 0; t < Count; t++)
        {
            DampBlock(_diagonal[t], _n, damping);
        }

        DampBlock(Corner, Shared, damping);
    }

    /// <summary>Replaces the system by its factor.</summary>
    /// <returns>False when it is not positive definite; its content is then undefined.</returns>
    public bool TryFactor()
    {
        for (int t = 0; t < Count; t++)
        {
            if (!Cholesky.TryFactor(_diagonal[t], _n))
            {
                return false;
            }

            BlockMath.SolveRight(_arrow[t], _diagonal[t], _n);
            BlockMath.SubtractSquare(Corner, _arrow[t], _n);
            if (t + 1 < Count)
            {
                BlockMath.SolveRight(_first[t + 1], _diagonal[t], _n);
                BlockMath.SubtractSquare(_diagonal[t + 1], _first[t + 1], _n);
                BlockMath.SubtractProduct(_arrow[t + 1], _arrow[t], _first[t + 1], _n);
            }

            if (t + 2 < Count)
            {
                BlockMath.SolveRight(_second[t + 2], _diagonal[t], _n);
                BlockMath.SubtractSquare(_diagonal[t + 2], _second[t + 2], _n);
                BlockMath.SubtractProduct(_first[t + 2], _second[t + 2], _first[t + 1], _n);
                BlockMath.SubtractProduct(_arrow[t + 2], _arrow[t], _second[t + 2], _n);
            }
        }

        return Cholesky.TryFactor(Corner, Shared);
    }

    /// <summary>Solves with the factor; the right-hand sides become the solution.</summary>
    public void Solve()
    {
        for (int t = 0; t < Count; t++)
        {
            if (t > 0)
            {
                BlockMath.SubtractApplied(_right[t], _first[t], _right[t - 1]);
            }

            if (t > 1)
            {
                BlockMath.SubtractApplied(_right[t], _second[t], _right[t - 2]);
            }

            Cholesky.SolveLower(_diagonal[t], _n, _right[t]);
            BlockMath.SubtractApplied(CornerRight, _arrow[t], _right[t]);
        }

        Cholesky.SolveLower(Corner, Shared, CornerRight);
        Cholesky.SolveUpper(Corner, Shared, CornerRight);
        for (int t = Count - 1; t >= 0; t--)
        {
            BlockMath.SubtractTransposedApplied(_right[t], _arrow[t], CornerRight);
            if (t + 1 < Count)
            {
                BlockMath.SubtractTransposedApplied(_right[t], _first[t + 1], _right[t + 1]);
            }

            if (t + 2 < Count)
            {
                BlockMath.SubtractTransposedApplied(_right[t], _second[t + 2], _right[t + 2]);
            }

            Cholesky.SolveUpper(_diagonal[t], _n, _right[t]);
        }
    }

    private static double[][] Blocks(int count, int size) => [.. Enumerable.Range(0, count).Select(_ => new double[size])];

    private static void DampBlock(Span<double> block, int order, double damping)
    {
        for (int i = 0; i < order; i++)
        {
            block[(i * order) + i] *= 1 + damping;
        }
    }
}
