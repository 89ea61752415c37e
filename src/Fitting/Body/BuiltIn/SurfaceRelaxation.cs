using System.Numerics;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>Evens out a mesh on an implicit surface: vertices slide towards the mean of their neighbours and back onto the surface.</summary>
internal static class SurfaceRelaxation
{
    private const int NewtonSteps = 3;

    /// <summary>Largest single move onto the surface, metres: keeps thin parts from jumping to their other side.</summary>
    private const float MaxStep = .004f;

    /// <summary>Relaxes in place; vertices with x = 0 stay there.</summary>
    /// <param name="vertices">Half of a symmetric mesh.</param>
    /// <param name="quads">Shape [Q, 4].</param>
    /// <param name="rounds">Slides; each one is followed by a projection.</param>
    public static void Relax(Vector3[] vertices, int[] quads, int rounds)
    {
        List<int>[] neighbours = Neighbours(vertices.Length, quads);
        Vector3[] moved = new Vector3[vertices.Length];
        for (int round = 0; round <= rounds; round++)
        {
            bool slide = round < rounds;
            Parallel.For(0, vertices.Length, v => moved[v] = Project(slide ? Slide(vertices, neighbours[v], v) : vertices[v], vertices[v].X == 0));
            moved.CopyTo(vertices, 0);
        }
    }

    private static Vector3 Slide(Vector3[] vertices, List<int> around, int v)
    {
        Vector3 mean = default;
        float sum = 0;
        foreach (int n in around)
        {
            // On the plane of symmetry the mirrored neighbours balance the others.
            bool onPlane = vertices[v].X == 0;
            mean += onPlane ? new Vector3(0, vertices[n].Y, vertices[n].Z) : vertices[n];
            sum++;
        }

        return Vector3.Lerp(vertices[v], mean / sum, .5f);
    }

    private static Vector3 Project(Vector3 p, bool onPlane)
    {
        for (int i = 0; i < NewtonSteps; i++)
        {
            Vector3 gradient = BuiltInSurface.Gradient(p);
            Vector3 step = gradient * (BuiltInSurface.Evaluate(p) / MathF.Max(gradient.LengthSquared(), .05f));
            float length = step.Length();
            p -= length > MaxStep ? step * (MaxStep / length) : step;
            p.X = onPlane ? 0 : MathF.Max(p.X, 2e-4f);
        }

        return p;
    }

    private static List<int>[] Neighbours(int count, int[] quads)
    {
        List<int>[] result = new List<int>[count];
        for (int v = 0; v < count; v++)
        {
            result[v] = [];
        }

        for (int q = 0; q < quads.Length; q += 4)
        {
            for (int e = 0; e < 4; e++)
            {
                (int a, int b) = (quads[q + e], quads[q + ((e + 1) % 4)]);
                if (!result[a].Contains(b))
                {
                    result[a].Add(b);
                    result[b].Add(a);
                }
            }
        }

        return result;
    }
}
