namespace LivePose.Fitting;

/// <summary>What the frames so far say about the shape of one person: a Gaussian that becomes the next frame's prior.</summary>
/// <param name="term">The prior to keep up to date.</param>
/// <param name="shapeCount">S.</param>
/// <param name="rate">Share of a frame's information that counts, in [0, 1].</param>
internal sealed class ShapeMemory(ShapeTerm term, int shapeCount, double rate)
{
    /// <summary>Mean precision at which nothing more is learned: a standard deviation of 0.05 population units.</summary>
    private const double EnoughPrecision = 400;

    private readonly double[] _information = new double[shapeCount];
    private readonly double[] _factor = new double[shapeCount * shapeCount];

    /// <summary>Takes in a fit.</summary>
    /// <remarks>
    /// With the pose eliminated first, the trailing block of the factor is the factor of the shape's marginal precision P. What the
    /// frame adds to the prior Λ is P - Λ, and to the information vector Λ m it adds P β - Λ m.
    /// </remarks>
    /// <param name="factor">Cholesky factor of the fit's normal matrix, shape [m, m].</param>
    /// <param name="order">m.</param>
    /// <param name="first">Index of the first shape coefficient in the factor.</param>
    /// <param name="betas">The fit's shape, shape [S].</param>
    public void Observe(ReadOnlySpan<double> factor, int order, int first, ReadOnlySpan<double> betas)
    {
        if (shapeCount == 0 || MeanPrecision() > EnoughPrecision)
        {
            return;
        }

        for (int s = 0; s < shapeCount; s++)
        {
            double before = VectorMath.Dot(term.Precision.AsSpan(s * shapeCount, shapeCount), term.Mean), after = 0;
            for (int c = 0; c < shapeCount; c++)
            {
                after += Marginal(factor, order, first, s, c) * betas[c];
            }

            _information[s] = before + (rate * (after - before));
        }

        for (int s = 0; s < shapeCount; s++)
        {
            for (int c = 0; c < shapeCount; c++)
            {
                ref double p = ref term.Precision[(s * shapeCount) + c];
                p += rate * (Marginal(factor, order, first, s, c) - p);
                _factor[(s * shapeCount) + c] = p;
            }
        }

        if (Cholesky.TryFactor(_factor, shapeCount))
        {
            Cholesky.SolveLower(_factor, shapeCount, _information);
            Cholesky.SolveUpper(_factor, shapeCount, _information);
            _information.CopyTo(term.Mean, 0);
        }
    }

    private double MeanPrecision()
    {
        double sum = 0;
        for (int s = 0; s < shapeCount; s++)
        {
            sum += term.Precision[(s * shapeCount) + s];
        }

        return sum / shapeCount;
    }

    private static double Marginal(ReadOnlySpan<double> factor, int order, int first, int row, int column)
    {
        int length = Math.Min(row, column) + 1;
        return VectorMath.Dot(
            factor.Slice(((first + row) * order) + first, length), factor.Slice(((first + column) * order) + first, length));
    }
}
