namespace LivePose.Fitting.Arrays;

/// <summary>A sparse matrix in compressed rows: the entries of row r are those from <c>RowStart[r]</c> up to <c>RowStart[r + 1]</c>.</summary>
/// <param name="RowCount">Rows.</param>
/// <param name="ColumnCount">Columns.</param>
/// <param name="RowStart">Shape [<paramref name="RowCount"/> + 1].</param>
/// <param name="Columns">Column of each entry, ascending in a row.</param>
/// <param name="Values">Value of each entry.</param>
public sealed record CsrMatrix(int RowCount, int ColumnCount, int[] RowStart, int[] Columns, double[] Values)
{
    /// <summary>Keeps the entries that are not 0.</summary>
    /// <param name="dense">Shape [rows, columns], row-major.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    public static CsrMatrix FromDense(ReadOnlySpan<double> dense, int rows, int columns)
    {
        int[] start = new int[rows + 1];
        List<int> indices = [];
        List<double> values = [];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                double value = dense[(r * columns) + c];
                if (value != 0)
                {
                    indices.Add(c);
                    values.Add(value);
                }
            }

            start[r + 1] = values.Count;
        }

        return new CsrMatrix(rows, columns, start, [.. indices], [.. values]);
    }

    /// <summary>All entries, shape [rows, columns], row-major.</summary>
    public double[] ToDense()
    {
        double[] dense = new double[RowCount * ColumnCount];
        for (int r = 0; r < RowCount; r++)
        {
            for (int i = RowStart[r]; i < RowStart[r + 1]; i++)
            {
                dense[(r * ColumnCount) + Columns[i]] = Values[i];
            }
        }

        return dense;
    }

    /// <summary>Result = matrix · points, for points of three coordinates.</summary>
    /// <param name="points">Shape [columns, 3].</param>
    /// <param name="result">Out: shape [rows, 3].</param>
    public void MultiplyPoints(ReadOnlySpan<double> points, Span<double> result)
    {
        for (int r = 0; r < RowCount; r++)
        {
            double x = 0, y = 0, z = 0;
            for (int i = RowStart[r]; i < RowStart[r + 1]; i++)
            {
                ReadOnlySpan<double> p = points.Slice(3 * Columns[i], 3);
                x += Values[i] * p[0];
                y += Values[i] * p[1];
                z += Values[i] * p[2];
            }

            (result[3 * r], result[(3 * r) + 1], result[(3 * r) + 2]) = (x, y, z);
        }
    }
}
