using System.Numerics;
using LivePose.Synth.Scenes;

namespace LivePose.Synth.Drawing;

/// <summary>Triangles of the unit forms: pairs of position and normal, and indices counter-clockwise from outside.</summary>
internal static class PropForms
{
    private const int Around = 20, Rings = 10;

    public static (SurfaceVertex[] Vertices, int[] Indices) Create(PropShape shape) => shape switch
    {
        PropShape.Box => Box(),
        PropShape.Ball => Grid(BallPoint, Rings),
        _ => Grid(PostPoint, 5),
    };

    private static (SurfaceVertex[] Vertices, int[] Indices) Box()
    {
        List<SurfaceVertex> vertices = [];
        List<int> indices = [];
        foreach (Vector3 n in new[] { Vector3.UnitX, -Vector3.UnitX, Vector3.UnitY, -Vector3.UnitY, Vector3.UnitZ, -Vector3.UnitZ })
        {
            Vector3 u = new(n.Y, n.Z, n.X);
            Vector3 v = Vector3.Cross(n, u);
            int start = vertices.Count;
            vertices.AddRange([new(n - u - v, n), new(n + u - v, n), new(n + u + v, n), new(n - u + v, n)]);
            indices.AddRange([start, start + 1, start + 2, start, start + 2, start + 3]);
        }

        return ([.. vertices], [.. indices]);
    }

    /// <summary>Rings from the bottom to the top, each a closed circle.</summary>
    private static (SurfaceVertex[] Vertices, int[] Indices) Grid(Func<int, float, SurfaceVertex> point, int rings)
    {
        List<SurfaceVertex> vertices = [];
        List<int> indices = [];
        for (int ring = 0; ring <= rings; ring++)
        {
            for (int i = 0; i <= Around; i++)
            {
                vertices.Add(point(ring, 2 * MathF.PI * i / Around));
                if (ring < rings && i < Around)
                {
                    int a = (ring * (Around + 1)) + i, b = a + Around + 1;
                    indices.AddRange([a, b, b + 1, a, b + 1, a + 1]);
                }
            }
        }

        return ([.. vertices], [.. indices]);
    }

    private static SurfaceVertex BallPoint(int ring, float angle)
    {
        (float sin, float cos) = MathF.SinCos(MathF.PI * ring / Rings);
        Vector3 p = new(sin * MathF.Cos(angle), -cos, sin * MathF.Sin(angle));
        return new SurfaceVertex(p, p);
    }

    /// <summary>Lower lid, side, upper lid.</summary>
    private static SurfaceVertex PostPoint(int ring, float angle)
    {
        Vector3 outward = new(MathF.Cos(angle), 0, MathF.Sin(angle));
        return ring switch
        {
            0 => new SurfaceVertex(-Vector3.UnitY, -Vector3.UnitY),
            1 => new SurfaceVertex(outward - Vector3.UnitY, -Vector3.UnitY),
            2 => new SurfaceVertex(outward - Vector3.UnitY, outward),
            3 => new SurfaceVertex(outward + Vector3.UnitY, outward),
            4 => new SurfaceVertex(outward + Vector3.UnitY, Vector3.UnitY),
            _ => new SurfaceVertex(Vector3.UnitY, Vector3.UnitY),
        };
    }
}
