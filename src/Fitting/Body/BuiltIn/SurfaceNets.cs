using System.Numerics;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>Turns an implicit function on a warped grid into a mesh of quads: one vertex in every cell that the surface crosses.</summary>
/// <remarks>S. Gibson, "Constrained elastic surface nets", MICCAI 1998, in the common form without constraints (vertex = mean of the edge crossings).</remarks>
internal sealed class SurfaceNets
{
    private readonly GridWarp _grid;
    private readonly (int X, int Y, int Z) _size;
    private readonly float[] _values;
    private readonly int[] _vertexOfCell;
    private readonly List<Vector3> _vertices = [];
    private readonly List<int> _quads = [];

    private SurfaceNets(GridWarp grid, Func<Vector3, float> surface)
    {
        _grid = grid;
        _size = grid.Size;
        _values = new float[_size.X * _size.Y * _size.Z];
        _vertexOfCell = new int[_values.Length];
        Array.Fill(_vertexOfCell, -1);
        Parallel.For(0, _size.X, i =>
        {
            for (int j = 0; j < _size.Y; j++)
            {
                for (int k = 0; k < _size.Z; k++)
                {
                    _values[Index(i, j, k)] = surface(grid[i, j, k]);
                }
            }
        });
    }

    /// <summary>Polygonises the half x ≥ 0 of a symmetric body.</summary>
    /// <returns>Vertices (those on the plane of symmetry have x = 0 exactly) and quads, counter-clockwise from outside, shape [Q, 4].</returns>
    public static (Vector3[] Vertices, int[] Quads) Polygonize(GridWarp grid, Func<Vector3, float> surface)
    {
        SurfaceNets nets = new(grid, surface);
        nets.PlaceVertices();
        nets.Connect();
        return ([.. nets._vertices], [.. nets._quads]);
    }

    private int Index(int i, int j, int k) => (((i * _size.Y) + j) * _size.Z) + k;

    private void PlaceVertices()
    {
        for (int i = 0; i < _size.X - 1; i++)
        {
            for (int j = 0; j < _size.Y - 1; j++)
            {
                for (int k = 0; k < _size.Z - 1; k++)
                {
                    if (MeanCrossing(i, j, k) is { } vertex)
                    {
                        _vertexOfCell[Index(i, j, k)] = _vertices.Count;
                        _vertices.Add(i == 0 ? vertex with { X = 0 } : vertex);
                    }
                }
            }
        }
    }

    private Vector3? MeanCrossing(int i, int j, int k)
    {
        Vector3 sum = default;
        int count = 0;
        for (int corner = 0; corner < 8; corner++)
        {
            (int ci, int cj, int ck) = (i + (corner & 1), j + ((corner >> 1) & 1), k + (corner >> 2));
            float from = _values[Index(ci, cj, ck)];
            for (int axis = 0; axis < 3; axis++)
            {
                if ((corner >> axis & 1) == 1)
                {
                    continue;
                }

                (int ni, int nj, int nk) = (ci + (axis == 0 ? 1 : 0), cj + (axis == 1 ? 1 : 0), ck + (axis == 2 ? 1 : 0));
                float to = _values[Index(ni, nj, nk)];
                if ((from < 0) != (to < 0))
                {
                    sum += Vector3.Lerp(_grid[ci, cj, ck], _grid[ni, nj, nk], from / (from - to));
                    count++;
                }
            }
        }

        return count == 0 ? null : sum / count;
    }

    /// <summary>A quad around every grid edge that the surface crosses; across the plane of symmetry none does.</summary>
    private void Connect()
    {
        for (int i = 1; i < _size.X - 1; i++)
        {
            for (int j = 1; j < _size.Y - 1; j++)
            {
                for (int k = 1; k < _size.Z - 1; k++)
                {
                    bool inside = _values[Index(i, j, k)] < 0;
                    if (inside != _values[Index(i, j, k + 1)] < 0)
                    {
                        AddQuad(Index(i - 1, j - 1, k), Index(i, j - 1, k), Index(i, j, k), Index(i - 1, j, k), inside);
                    }

                    if (inside != _values[Index(i, j + 1, k)] < 0)
                    {
                        AddQuad(Index(i - 1, j, k - 1), Index(i - 1, j, k), Index(i, j, k), Index(i, j, k - 1), inside);
                    }

                    if (inside != _values[Index(i + 1, j, k)] < 0)
                    {
                        AddQuad(Index(i, j - 1, k - 1), Index(i, j, k - 1), Index(i, j, k), Index(i, j - 1, k), inside);
                    }
                }
            }
        }
    }

    private void AddQuad(int a, int b, int c, int d, bool outwards)
    {
        int[] corners = [_vertexOfCell[a], _vertexOfCell[b], _vertexOfCell[c], _vertexOfCell[d]];
        if (!outwards)
        {
            Array.Reverse(corners);
        }

        _quads.AddRange(corners);
    }
}
