using System.Numerics;

namespace LivePose.Synth.People;

/// <summary>Normals of a triangle mesh.</summary>
internal static class Normals
{
    /// <summary>Unit vertex normals, the triangles' normals weighted by area.</summary>
    /// <param name="vertices">Shape [V].</param>
    /// <param name="faces">Three vertex indices a triangle, counter-clockwise seen from outside.</param>
    /// <param name="normals">Out, shape [V]; zero where a vertex has no triangle.</param>
    public static void Compute(ReadOnlySpan<Vector3> vertices, ReadOnlySpan<int> faces, Span<Vector3> normals)
    {
        normals.Clear();
        for (int f = 0; f + 2 < faces.Length; f += 3)
        {
            (int a, int b, int c) = (faces[f], faces[f + 1], faces[f + 2]);
            Vector3 origin = vertices[a];
            Vector3 normal = Vector3.Cross(vertices[b] - origin, vertices[c] - origin);
            normals[a] += normal;
            normals[b] += normal;
            normals[c] += normal;
        }

        foreach (ref Vector3 normal in normals)
        {
            float length = normal.Length();
            normal = length > 0 ? normal / length : Vector3.Zero;
        }
    }
}
