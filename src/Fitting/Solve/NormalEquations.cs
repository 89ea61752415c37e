namespace LivePose.Fitting;

/// <summary>Gauss–Newton's linear system at one point: H step = -g. Energy terms add to it.</summary>
/// <param name="layout">Order of the unknowns, n of them.</param>
public sealed class NormalEquations(ParameterLayout layout)
{
    /// <summary>n.</summary>
    public int Count { get; } = layout.Count;

    /// <summary>H ≈ the second derivative of the energy, shape [n, n], row-major; only the lower triangle is used.</summary>
    public double[] Hessian { get; } = new double[layout.Count * layout.Count];

    /// <summary>g, the derivative of the energy, shape [n].</summary>
    public double[] Gradient { get; } = new double[layout.Count];

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        Array.Clear(Hessian);
        Array.Clear(Gradient);
    }

    /// <summary>Adds a 3×3 block on the diagonal and its gradient.</summary>
    /// <param name="first">Index of the first of three unknowns.</param>
    /// <param name="hessian">Symmetric block.</param>
    /// <param name="gradient">Derivative by the three unknowns.</param>
    public void AddBlock(int first, in Matrix3 hessian, Vector3D gradient)
    {
        Span<double> row = Hessian.AsSpan((first * Count) + first);
        row[0] += hessian.M11;
        row[Count] += hessian.M21;
        row[Count + 1] += hessian.M22;
        row[2 * Count] += hessian.M31;
        row[(2 * Count) + 1] += hessian.M32;
        row[(2 * Count) + 2] += hessian.M33;
        Gradient[first] += gradient.X;
        Gradient[first + 1] += gradient.Y;
        Gradient[first + 2] += gradient.Z;
    }

    /// <summary>Adds ½ weight r² of one residual whose derivative is sparse.</summary>
    /// <param name="columns">Unknowns that the residual depends on, ascending, shape [m].</param>
    /// <param name="row">Derivative by each, shape [m].</param>
    /// <param name="residual">r.</param>
    /// <param name="weight">Not negative.</param>
    public void AddRow(ReadOnlySpan<int> columns, ReadOnlySpan<double> row, double residual, double weight)
    {
        for (int a = 0; a < columns.Length; a++)
        {
            double scaled = weight * row[a];
            Gradient[columns[a]] += scaled * residual;
            Span<double> line = Hessian.AsSpan(columns[a] * Count, Count);
            for (int b = 0; b <= a; b++)
            {
                line[columns[b]] += scaled * row[b];
            }
        }
    }
}
