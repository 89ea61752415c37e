namespace LivePose.Pose.Track;

/// <summary>Pairs rows with columns so that the summed benefit is the largest possible (linear assignment, rectangular).</summary>
/// <remarks>
/// Shortest augmenting paths with dual potentials, O(min² · max): Jonker and Volgenant, "A Shortest Augmenting Path Algorithm
/// for Dense and Sparse Linear Assignment Problems", Computing 38 (1987). All memory is taken once, by the constructor.
/// A pair that must not be made has benefit 0 or less; leaving both unpaired then costs nothing, so gating needs no infinite costs.
/// </remarks>
public sealed class AssignmentSolver
{
    private readonly int _capacity;
    private readonly double[] _rowPotential;
    private readonly double[] _columnPotential;
    private readonly double[] _distance;
    private readonly int[] _rowOfColumn;
    private readonly int[] _previous;
    private readonly bool[] _reached;

    /// <summary>Takes memory for problems of up to <paramref name="capacity"/> rows and as many columns.</summary>
    public AssignmentSolver(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _capacity = capacity;
        _rowPotential = new double[capacity + 1];
        _columnPotential = new double[capacity + 1];
        _distance = new double[capacity + 1];
        _rowOfColumn = new int[capacity + 1];
        _previous = new int[capacity + 1];
        _reached = new bool[capacity + 1];
    }

    /// <summary>Finds the pairs.</summary>
    /// <param name="benefit">Shape [rows, columns], row-major; 0, negative or NaN = never paired.</param>
    /// <param name="rows">0 to the capacity.</param>
    /// <param name="columns">0 to the capacity.</param>
    /// <param name="columnOfRow">Out: the column paired with each row, or -1; shape [rows].</param>
    /// <exception cref="ArgumentException">The spans are too short or the problem is larger than the capacity.</exception>
    public void Maximize(ReadOnlySpan<float> benefit, int rows, int columns, Span<int> columnOfRow)
    {
        if (rows > _capacity || columns > _capacity || benefit.Length < rows * columns || columnOfRow.Length < rows)
        {
            throw new ArgumentException(
                $"An assignment of {rows}x{columns} does not fit: capacity {_capacity}, {benefit.Length} benefits, {columnOfRow.Length} results.");
        }

        columnOfRow[..rows].Fill(-1);
        bool wide = rows <= columns;
        int few = Math.Min(rows, columns), many = Math.Max(rows, columns);
        int fewStride = wide ? columns : 1, manyStride = wide ? 1 : columns;
        Array.Clear(_rowPotential, 0, few + 1);
        Array.Clear(_columnPotential, 0, many + 1);
        Array.Clear(_rowOfColumn, 0, many + 1);
        for (int row = 1; row <= few; row++)
        {
            Augment(benefit, row, many, fewStride, manyStride);
        }

        for (int column = 1; column <= many; column++)
        {
            int row = _rowOfColumn[column];
            if (row > 0 && benefit[((row - 1) * fewStride) + ((column - 1) * manyStride)] > 0)
            {
                columnOfRow[wide ? row - 1 : column - 1] = wide ? column - 1 : row - 1;
            }
        }
    }

    /// <summary>Gives one more row its column along the cheapest path of re-pairings. Row and column 0 are the path's root.</summary>
    private void Augment(ReadOnlySpan<float> benefit, int newRow, int columns, int rowStride, int columnStride)
    {
        Array.Fill(_distance, double.PositiveInfinity, 0, columns + 1);
        Array.Clear(_reached, 0, columns + 1);
        _rowOfColumn[0] = newRow;
        int column = 0;
        do
        {
            _reached[column] = true;
            int row = _rowOfColumn[column], next = 0;
            double shortest = double.PositiveInfinity;
            for (int j = 1; j <= columns; j++)
            {
                if (_reached[j])
                {
                    continue;
                }

                float gain = benefit[((row - 1) * rowStride) + ((j - 1) * columnStride)];
                double reduced = -(gain > 0 ? gain : 0) - _rowPotential[row] - _columnPotential[j];
                if (reduced < _distance[j])
                {
                    _distance[j] = reduced;
                    _previous[j] = column;
                }

                if (_distance[j] < shortest)
                {
                    shortest = _distance[j];
                    next = j;
                }
            }

            MovePotentials(columns, shortest);
            column = next;
        }
        while (_rowOfColumn[column] != 0);

        for (; column != 0; column = _previous[column])
        {
            _rowOfColumn[column] = _rowOfColumn[_previous[column]];
        }
    }

    private void MovePotentials(int columns, double by)
    {
        for (int j = 0; j <= columns; j++)
        {
            if (_reached[j])
            {
                _rowPotential[_rowOfColumn[j]] += by;
                _columnPotential[j] -= by;
            }
            else
            {
                _distance[j] -= by;
            }
        }
    }
}
