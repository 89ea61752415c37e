using System.Numerics;

namespace LivePose.Render;

/// <summary>
/// Fewer triangles over the same vertices, for bodies that are small in the picture. Vertices are moved onto a neighbour one by one, the one
/// that changes the surface least first (M. Garland, P. Heckbert, "Surface simplification using quadric error metrics", SIGGRAPH 1997), so
/// shapes and skinning weights serve every level.
/// </summary>
internal sealed class CoarseTriangles
{
    /// <summary>Cost of a move by its squared length, so that flat parts keep a grid; and by how differently its ends are skinned, so that elbows can bend.</summary>
    private const double LengthCost = 1e-3, SkinCost = 0.1;

    /// <summary>Least cosine between a triangle's normals before and after a move.</summary>
    private const float LeastTurn = 0.3f;

    private readonly Vector3[] _rest;
    private readonly Func<int, int, double> _skinDifference;
    private readonly int[] _faces;
    private readonly List<int>[] _facesOf;
    private readonly Quadric[] _quadrics;
    private readonly int[] _versions;
    private readonly bool[] _fixed;
    private readonly PriorityQueue<Move, double> _moves = new();
    private readonly HashSet<int> _neighbours = [];
    private readonly HashSet<int> _common = [];

    /// <summary>Begins with all triangles.</summary>
    /// <param name="faces">Three vertices a triangle; copied.</param>
    /// <param name="rest">Vertices at rest, metres.</param>
    /// <param name="skinDifference">Squared distance between the skinning weights of two vertices.</param>
    public CoarseTriangles(ReadOnlySpan<int> faces, Vector3[] rest, Func<int, int, double> skinDifference)
    {
        (_faces, _rest, _skinDifference, Count) = (faces.ToArray(), rest, skinDifference, faces.Length / 3);
        _facesOf = [.. rest.Select(_ => new List<int>(8))];
        (_quadrics, _versions, _fixed) = (new Quadric[rest.Length], new int[rest.Length], new bool[rest.Length]);
        for (int f = 0; f < Count; f++)
        {
            AddFace(f);
        }

        KeepBorders();
        for (int v = 0; v < rest.Length; v++)
        {
            AddMoves(v, both: false);
        }
    }

    /// <summary>Triangles that are left.</summary>
    public int Count { get; private set; }

    /// <summary>Goes on until no more than this many triangles are left, or nothing more can go.</summary>
    /// <returns>Three vertices a triangle.</returns>
    public int[] Reduce(int triangles)
    {
        while (Count > triangles && _moves.TryDequeue(out Move move, out _))
        {
            if (_versions[move.From] == move.FromVersion && _versions[move.To] == move.ToVersion && IsSound(move.From, move.To))
            {
                Collapse(move.From, move.To);
            }
        }

        List<int> left = new(3 * Count);
        for (int f = 0; f < _faces.Length; f += 3)
        {
            if (_faces[f] >= 0)
            {
                left.AddRange(_faces.AsSpan(f, 3));
            }
        }

        return [.. left];
    }

    private ReadOnlySpan<int> Corners(int face) => _faces.AsSpan(3 * face, 3);

    private Vector3 Normal(int a, int b, int c) => Vector3.Cross(_rest[b] - _rest[a], _rest[c] - _rest[a]);

    private void AddFace(int face)
    {
        ReadOnlySpan<int> corners = Corners(face);
        Vector3 normal = Normal(corners[0], corners[1], corners[2]);
        Quadric quadric = normal.Length() > 0 ? Quadric.Plane(Vector3.Normalize(normal), _rest[corners[0]]) : default;
        foreach (int v in corners)
        {
            _facesOf[v].Add(face);
            _quadrics[v] += quadric;
        }
    }

    /// <summary>Vertices on an edge that is not between exactly two triangles stay.</summary>
    private void KeepBorders()
    {
        Dictionary<(int, int), int> edges = [];
        for (int f = 0; f < Count; f++)
        {
            ReadOnlySpan<int> c = Corners(f);
            for (int i = 0; i < 3; i++)
            {
                (int a, int b) = (c[i], c[(i + 1) % 3]);
                (int, int) edge = (Math.Min(a, b), Math.Max(a, b));
                edges[edge] = edges.GetValueOrDefault(edge) + 1;
            }
        }

        foreach (((int a, int b), int count) in edges)
        {
            _fixed[a] |= count != 2;
            _fixed[b] |= count != 2;
        }
    }

    /// <summary>Queues the moves of a vertex onto its neighbours, and theirs onto it.</summary>
    private void AddMoves(int vertex, bool both)
    {
        CollectNeighbours(vertex);
        foreach (int other in _neighbours)
        {
            AddMove(vertex, other);
            if (both)
            {
                AddMove(other, vertex);
            }
        }
    }

    private void AddMove(int from, int to)
    {
        if (!_fixed[from])
        {
            double length = Vector3.DistanceSquared(_rest[from], _rest[to]);
            double cost = (_quadrics[from] + _quadrics[to]).At(_rest[to]) + (length * (LengthCost + (SkinCost * _skinDifference(from, to))));
            _moves.Enqueue(new Move(from, to, _versions[from], _versions[to]), cost);
        }
    }

    private void CollectNeighbours(int vertex)
    {
        _neighbours.Clear();
        foreach (int face in _facesOf[vertex])
        {
            foreach (int v in Corners(face))
            {
                _neighbours.Add(v);
            }
        }

        _neighbours.Remove(vertex);
    }

    /// <summary>True when the surface stays a surface (two common neighbours only) and no triangle turns over or loses its area.</summary>
    private bool IsSound(int from, int to)
    {
        CollectNeighbours(from);
        _common.Clear();
        foreach (int face in _facesOf[to])
        {
            foreach (int v in Corners(face))
            {
                if (v != to && _neighbours.Contains(v))
                {
                    _common.Add(v);
                }
            }
        }

        if (_common.Count != 2)
        {
            return false;
        }

        foreach (int face in _facesOf[from])
        {
            ReadOnlySpan<int> c = Corners(face);
            if (c.Contains(to))
            {
                continue;
            }

            Vector3 before = Normal(c[0], c[1], c[2]);
            Vector3 after = Normal(c[0] == from ? to : c[0], c[1] == from ? to : c[1], c[2] == from ? to : c[2]);
            if (Vector3.Dot(before, after) <= LeastTurn * before.Length() * after.Length())
            {
                return false;
            }
        }

        return true;
    }

    private void Collapse(int from, int to)
    {
        foreach (int face in _facesOf[from])
        {
            Span<int> corners = _faces.AsSpan(3 * face, 3);
            if (corners.Contains(to))
            {
                foreach (int v in corners)
                {
                    if (v != from)
                    {
                        _facesOf[v].Remove(face);
                    }
                }

                corners.Fill(-1);
                Count--;
            }
            else
            {
                corners[corners.IndexOf(from)] = to;
                _facesOf[to].Add(face);
            }
        }

        _facesOf[from].Clear();
        _quadrics[to] += _quadrics[from];
        _versions[from]++;
        _versions[to]++;
        AddMoves(to, both: true);
    }

    private readonly record struct Move(int From, int To, int FromVersion, int ToVersion);

    /// <summary>Sum of squared distances from planes, as the symmetric form x'Ax + 2b'x + c.</summary>
    private readonly record struct Quadric(double Xx, double Xy, double Xz, double Yy, double Yz, double Zz, double X, double Y, double Z, double C)
    {
        public static Quadric Plane(Vector3 normal, Vector3 point)
        {
            (double x, double y, double z, double d) = (normal.X, normal.Y, normal.Z, -Vector3.Dot(normal, point));
            return new Quadric(x * x, x * y, x * z, y * y, y * z, z * z, x * d, y * d, z * d, d * d);
        }

        public static Quadric operator +(Quadric a, Quadric b) => new(
            a.Xx + b.Xx, a.Xy + b.Xy, a.Xz + b.Xz, a.Yy + b.Yy, a.Yz + b.Yz, a.Zz + b.Zz, a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.C + b.C);

        public double At(Vector3 p) =>
            (p.X * ((Xx * p.X) + (2 * ((Xy * p.Y) + (Xz * p.Z) + X)))) + (p.Y * ((Yy * p.Y) + (2 * ((Yz * p.Z) + Y)))) + (p.Z * ((Zz * p.Z) + (2 * Z))) + C;
    }
}
