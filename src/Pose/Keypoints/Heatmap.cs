namespace LivePose.Pose.Keypoints;

/// <summary>One keypoint's map, row-major.</summary>
/// <param name="values">Shape [rows, columns].</param>
/// <param name="columns">Columns.</param>
internal readonly ref struct Heatmap(ReadOnlySpan<float> values, int columns)
{
    private readonly ReadOnlySpan<float> _values = values;

    public int Columns => columns;

    public int Rows => _values.Length / columns;

    /// <summary>Width that networks are customarily trained to: 2 cells on a map of 64 x 48, in proportion on others.</summary>
    public float TargetSigma => 2 * Math.Min(Columns, Rows) / 48f;

    public ReadOnlySpan<float> Values => _values;

    public float this[int x, int y] => _values[(y * columns) + x];

    /// <summary>Whether the cell and its neighbours up to a distance lie on the map.</summary>
    public bool Holds(int x, int y, int margin) => x >= margin && y >= margin && x < Columns - margin && y < Rows - margin;
}
