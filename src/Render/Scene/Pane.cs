namespace LivePose.Render;

/// <summary>A rectangle of the picture that shows one view, px from the picture's top-left corner.</summary>
/// <param name="X">First column.</param>
/// <param name="Y">First row.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
public readonly record struct Pane(int X, int Y, int Width, int Height)
{
    /// <summary>Size of lines and text that reads well: 1 for 1280 by 720 and for any pane of as many pixels.</summary>
    public float UnitPixels => Math.Clamp(MathF.Sqrt(Width / 1280f * Height / 720f), 0.6f, 6);

    /// <summary>Divides a picture into equal cells, row by row, without gaps.</summary>
    /// <param name="width">Columns of the picture, px, at least <paramref name="columns"/>.</param>
    /// <param name="height">Rows of the picture, px, at least <paramref name="rows"/>.</param>
    /// <param name="columns">Cells in a row: 1 and 1 for the overlay alone, 2 and 1 side by side, 2 and 2 for four views.</param>
    /// <param name="rows">Cells in a column.</param>
    public static Pane[] Grid(int width, int height, int columns, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, rows);
        Pane[] panes = new Pane[columns * rows];
        for (int i = 0; i < panes.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns);
            (int left, int right) = (column * width / columns, (column + 1) * width / columns);
            (int top, int bottom) = (row * height / rows, (row + 1) * height / rows);
            panes[i] = new Pane(left, top, right - left, bottom - top);
        }

        return panes;
    }
}
