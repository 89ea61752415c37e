using System.Numerics;

namespace LivePose.Synth.People;

/// <summary>A simple mesh that the body carries: long hair, the brim of a hat, a skirt.</summary>
/// <param name="Rest">Vertices where the mean shape at rest would have them, metres, body frame.</param>
/// <param name="Faces">Three vertex indices a triangle.</param>
/// <param name="Bindings">Which joints move each vertex.</param>
/// <param name="Region">Its material: 2 bottom, 5 hair, 6 hat.</param>
internal sealed record Piece(Vector3[] Rest, int[] Faces, Binding[] Bindings, int Region)
{
    /// <summary>Connects rows of points, each as long as the others, into a sheet.</summary>
    /// <param name="rows">Points row by row.</param>
    /// <param name="columns">Points in a row.</param>
    /// <param name="closed">True when a row's end meets its start.</param>
    public static int[] Sheet(int rows, int columns, bool closed)
    {
        List<int> faces = [];
        for (int row = 0; row + 1 < rows; row++)
        {
            for (int column = 0; column < (closed ? columns : columns - 1); column++)
            {
                int next = (column + 1) % columns;
                int a = (row * columns) + column, b = (row * columns) + next, c = a + columns, d = b + columns;
                faces.AddRange([a, c, d, a, d, b]);
            }
        }

        return [.. faces];
    }
}
