using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace LivePose.Fitting.Body;

/// <summary>Finds joints as affine combinations of the skin around them, exact at rest and for every shape direction.</summary>
/// <remarks>
/// The vertices near a joint start with Gaussian weights; the least change of them (each relative to its own) that makes the
/// combination sum to 1 and hit the joint, and its motion with every shape coefficient, solves a small linear system.
/// </remarks>
internal static class JointRegression
{
    private const double MinReach = .13, MaxReach = .20;

    /// <summary>One row of the regressor.</summary>
    /// <param name="template">Shape [V, 3].</param>
    /// <param name="shapeDirections">Shape [S, V, 3]; may be empty.</param>
    /// <param name="joint">Where the joint is at rest.</param>
    /// <param name="jointShape">How it moves, shape [S].</param>
    /// <param name="row">Out: shape [V].</param>
    public static void Solve(
        ReadOnlySpan<double> template, ReadOnlySpan<double> shapeDirections, Vector3D joint, ReadOnlySpan<Vector3D> jointShape, Span<double> row)
    {
        ReadOnlySpan<Vector3D> vertices = MemoryMarshal.Cast<double, Vector3D>(template);
        double[] start = StartWeights(vertices, joint);
        int size = 4 + (3 * jointShape.Length);
        double[][] conditions = new double[row.Length][];
        double[] sums = new double[size * size];
        for (int v = 0; v < row.Length; v++)
        {
            if (start[v] == 0)
            {
                continue;
            }

            double[] c = conditions[v] = Conditions(vertices, MemoryMarshal.Cast<double, Vector3D>(shapeDirections), v, joint, jointShape);
            for (int a = 0; a < size; a++)
            {
                for (int b = 0; b < size; b++)
                {
                    sums[(a * size) + b] += start[v] * c[a] * c[b];
                }
            }
        }

        Matrix<double> normal = Matrix<double>.Build.Dense(size, size, sums);
        double ridge = 1e-9 * normal.Trace();
        for (int a = 0; a < size; a++)
        {
            normal[a, a] += ridge;
        }

        Vector<double> wanted = Vector<double>.Build.Dense(size);
        wanted[0] = 1;
        double[] factors = [.. normal.Cholesky().Solve(wanted)];
        row.Clear();
        double sum = 0;
        for (int v = 0; v < row.Length; v++)
        {
            row[v] = conditions[v] is { } c ? start[v] * Dot(c, factors) : 0;
            sum += row[v];
        }

        foreach (ref double weight in row)
        {
            weight /= sum;
        }
    }

    private static double[] StartWeights(ReadOnlySpan<Vector3D> vertices, Vector3D joint)
    {
        double nearest = double.MaxValue;
        foreach (Vector3D vertex in vertices)
        {
            nearest = Math.Min(nearest, (vertex - joint).Length);
        }

        double reach = Math.Clamp(3 * nearest, MinReach, Math.Max(MaxReach, 1.5 * nearest)), spread = .5 * reach;
        double[] weights = new double[vertices.Length];
        for (int v = 0; v < weights.Length; v++)
        {
            double distance = (vertices[v] - joint).Length;
            weights[v] = distance < reach ? Math.Exp(-.5 * distance * distance / (spread * spread)) : 0;
        }

        return weights;
    }

    /// <summary>1, then the offsets from the joint at rest and of each shape: their weighted sums must be 1, 0, 0, ...</summary>
    private static double[] Conditions(
        ReadOnlySpan<Vector3D> vertices, ReadOnlySpan<Vector3D> shapes, int v, Vector3D joint, ReadOnlySpan<Vector3D> jointShape)
    {
        double[] c = new double[4 + (3 * jointShape.Length)];
        c[0] = 1;
        for (int s = -1; s < jointShape.Length; s++)
        {
            // Offsets in units of 0.1 m and 0.01 m a unit of shape, so that all conditions weigh alike.
            Vector3D offset = s < 0 ? 10 * (vertices[v] - joint) : 100 * (shapes[(s * vertices.Length) + v] - jointShape[s]);
            (c[4 + (3 * s)], c[5 + (3 * s)], c[6 + (3 * s)]) = (offset.X, offset.Y, offset.Z);
        }

        return c;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
