using System.Numerics;
using LivePose.Fitting.Body;

namespace LivePose.Render.Tests;

[Collection(GlTests.Name)]
public class CoarseTrianglesTests(GlFixture fixture)
{
    [Fact]
    public void OfAFlatGridLittleMoreThanItsBorderIsLeft()
    {
        const int Side = 9;
        Vector3[] rest = [.. Enumerable.Range(0, Side * Side).Select(i => new Vector3(i % Side, i / Side, 0))];
        int[] left = Coarse(Grid(Side, Side, closed: false), rest).Reduce(0);
        int border = 4 * (Side - 1);
        Assert.InRange(left.Length / 3, border - 2, border + 2); // a polygon of n corners has n - 2 triangles, and n with a point inside
        Assert.Equal((Side - 1f) * (Side - 1), Triangles(left, rest).Sum(t => Vector3.Cross(t.B - t.A, t.C - t.A).Z / 2), 3);
    }

    [Theory]
    [InlineData(400, 0.04)]
    [InlineData(150, 0.15)]
    public void ATorusStaysClosedAndNearlyAsLarge(int triangles, double lost)
    {
        const int Around = 40, Across = 20;
        Vector3[] rest = [.. Enumerable.Range(0, Around * Across).Select(i => Torus(i % Across / (float)Across, i / Across / (float)Around))];
        int[] left = Coarse(Grid(Across, Around, closed: true), rest).Reduce(triangles);
        Assert.InRange(left.Length / 3, triangles - 1, triangles);
        AssertClosed(left);
        double whole = Volume(Grid(Across, Around, closed: true), rest);
        Assert.InRange(Volume(left, rest), (1 - lost) * whole, (1 + lost) * whole);
    }

    [Fact]
    public void DifferentlySkinnedNeighboursStay()
    {
        const int Side = 9;
        Vector3[] rest = [.. Enumerable.Range(0, Side * Side).Select(i => new Vector3(i % Side, i / Side, 0))];
        int[] left = new CoarseTriangles(Grid(Side, Side, closed: false), rest, (a, b) => a / Side == 4 || b / Side == 4 ? 1 : 0).Reduce(80);
        Assert.All(Enumerable.Range(4 * Side, Side), v => Assert.Contains(v, left));
    }

    /// <summary>At the largest scale at which a level is drawn, no point of the full surface is farther than a pixel from it.</summary>
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 8)]
    public void TheBuiltInBodyKeepsItsOutline(int level, int divisor)
    {
        BodyModel model = BuiltInBody.Model;
        using GlScope gl = fixture.Use();
        using TestBody body = new(gl);
        (int first, int count, float scale) = body.Mesh.Topology.Levels[level];
        int[] all = new int[first + count];
        body.Mesh.Topology.Indices.Bind();
        body.Mesh.Topology.Indices.Read(all);
        int[] left = all[first..];
        Vector3[] rest = [.. model.Template.Chunk(3).Select(p => new Vector3((float)p[0], (float)p[1], (float)p[2]))];
        Assert.InRange(left.Length / 3, 1, model.FaceCount / divisor);
        (Vector3 A, Vector3 B, Vector3 C)[] triangles = [.. Triangles(left, rest)];
        float farthest = 0;
        for (int v = 0; v < rest.Length; v += 7)
        {
            farthest = Math.Max(farthest, triangles.Min(t => Distance(rest[v], t)));
        }

        Assert.InRange(scale * farthest, 0, 1);
    }

    private static CoarseTriangles Coarse(int[] faces, Vector3[] rest) => new(faces, rest, (_, _) => 0);

    private static int[] Grid(int columns, int rows, bool closed)
    {
        List<int> faces = [];
        for (int y = 0; y < rows - (closed ? 0 : 1); y++)
        {
            for (int x = 0; x < columns - (closed ? 0 : 1); x++)
            {
                int At(int i, int j) => ((y + j) % rows * columns) + ((x + i) % columns);
                faces.AddRange([At(0, 0), At(1, 0), At(1, 1), At(0, 0), At(1, 1), At(0, 1)]);
            }
        }

        return [.. faces];
    }

    private static Vector3 Torus(float across, float around)
    {
        (float sa, float ca) = MathF.SinCos(MathF.Tau * across);
        (float sr, float cr) = MathF.SinCos(MathF.Tau * around);
        return new Vector3((2 + (0.7f * ca)) * cr, (2 + (0.7f * ca)) * sr, 0.7f * sa);
    }

    private static IEnumerable<(Vector3 A, Vector3 B, Vector3 C)> Triangles(int[] faces, Vector3[] rest) =>
        faces.Chunk(3).Select(f => (rest[f[0]], rest[f[1]], rest[f[2]]));

    private static double Volume(int[] faces, Vector3[] rest) => Math.Abs(Triangles(faces, rest).Sum(t => Vector3.Dot(t.A, Vector3.Cross(t.B, t.C)) / 6.0));

    /// <summary>Every edge is between two triangles that run through it in opposite directions.</summary>
    private static void AssertClosed(int[] faces)
    {
        (int, int)[] edges = [.. faces.Chunk(3).SelectMany(f => new[] { (f[0], f[1]), (f[1], f[2]), (f[2], f[0]) })];
        Assert.Equal(edges.Length, edges.Distinct().Count());
        Assert.All(edges, edge => Assert.Contains((edge.Item2, edge.Item1), edges));
    }

    /// <summary>Distance of a point to a triangle: to its plane where the foot lies inside, else to the nearest edge.</summary>
    private static float Distance(Vector3 p, (Vector3 A, Vector3 B, Vector3 C) t)
    {
        Vector3 normal = Vector3.Cross(t.B - t.A, t.C - t.A);
        bool inside = Vector3.Dot(Vector3.Cross(t.B - t.A, p - t.A), normal) >= 0
            && Vector3.Dot(Vector3.Cross(t.C - t.B, p - t.B), normal) >= 0
            && Vector3.Dot(Vector3.Cross(t.A - t.C, p - t.C), normal) >= 0;
        return inside
            ? MathF.Abs(Vector3.Dot(Vector3.Normalize(normal), p - t.A))
            : MathF.Min(ToEdge(p, t.A, t.B), MathF.Min(ToEdge(p, t.B, t.C), ToEdge(p, t.C, t.A)));
    }

    private static float ToEdge(Vector3 p, Vector3 a, Vector3 b) =>
        Vector3.Distance(p, a + (Math.Clamp(Vector3.Dot(p - a, b - a) / (b - a).LengthSquared(), 0, 1) * (b - a)));
}
