namespace LivePose.Fitting;

/// <summary>A mixture of Gaussians over the 69 rotation-vector components of SMPL's body joints, as SMPLify's prior file holds it.</summary>
/// <remarks>F. Bogo et al., SMPLify, ECCV 2016, sec. 3.2; keys <c>means</c> [M, 69], <c>covars</c> [M, 69, 69], <c>weights</c> [M].</remarks>
public sealed class GaussianMixture
{
    /// <summary>Components of a pose: 23 joints without the root, 3 each.</summary>
    public const int Dimensions = 3 * (BodyJoint.Count - 1);

    /// <summary>Inverts the covariances.</summary>
    /// <param name="weights">Shape [M], positive.</param>
    /// <param name="means">Shape [M, 69], row-major, radians.</param>
    /// <param name="covariances">Shape [M, 69, 69], row-major, symmetric positive definite.</param>
    /// <exception cref="InvalidDataException">Shapes do not agree, or a covariance is not positive definite.</exception>
    public GaussianMixture(double[] weights, double[] means, double[] covariances)
    {
        Count = weights.Length;
        if (Count == 0 || means.Length != Count * Dimensions || covariances.Length != Count * Dimensions * Dimensions)
        {
            throw new InvalidDataException(
                $"A pose prior of {Count} Gaussians needs {Count * Dimensions} means and {Count * Dimensions * Dimensions} covariances, " +
                $"but has {means.Length} and {covariances.Length}; it must describe {Dimensions} rotation components.");
        }

        Means = means;
        Precisions = new double[covariances.Length];
        Offsets = new double[Count];
        for (int m = 0; m < Count; m++)
        {
            Invert(m, weights[m], covariances.AsSpan(m * Dimensions * Dimensions, Dimensions * Dimensions));
        }

        double least = Offsets.Min();
        for (int m = 0; m < Count; m++)
        {
            Offsets[m] -= least;
        }
    }

    /// <summary>M.</summary>
    public int Count { get; }

    /// <summary>Shape [M, 69].</summary>
    public double[] Means { get; }

    /// <summary>Inverse covariances, shape [M, 69, 69].</summary>
    public double[] Precisions { get; }

    /// <summary>-log weight + ½ log determinant of each, shifted so that the least is 0, shape [M].</summary>
    public double[] Offsets { get; }

    private void Invert(int m, double weight, ReadOnlySpan<double> covariance)
    {
        const int N = Dimensions;
        double[] factor = covariance.ToArray();
        if (!(weight > 0) || !Cholesky.TryFactor(factor, N))
        {
            throw new InvalidDataException(
                $"Gaussian {m} of the pose prior has weight {weight} and a covariance that is not positive definite; the file is damaged.");
        }

        double[] column = new double[N];
        double halfLogDeterminant = 0;
        for (int i = 0; i < N; i++)
        {
            Array.Clear(column);
            column[i] = 1;
            Cholesky.SolveLower(factor, N, column);
            Cholesky.SolveUpper(factor, N, column);
            column.CopyTo(Precisions, (m * N * N) + (i * N));
            halfLogDeterminant += Math.Log(factor[(i * N) + i]);
        }

        Offsets[m] = halfLogDeterminant - Math.Log(weight);
    }
}
