namespace LivePose.Fitting;

/// <summary>A Gaussian on the shape coefficients: around the mean person at first, around this person once something is known.</summary>
public sealed class ShapeTerm : IEnergyTerm
{
    private readonly int _count;

    /// <summary>Starts as the population: mean 0, variance 1, that is β².</summary>
    /// <param name="shapeCount">S.</param>
    public ShapeTerm(int shapeCount)
    {
        _count = shapeCount;
        Mean = new double[shapeCount];
        Precision = new double[shapeCount * shapeCount];
        Reset();
    }

    /// <inheritdoc/>
    public string Name => "shape";

    /// <summary>Mean, shape [S].</summary>
    public double[] Mean { get; }

    /// <summary>Inverse covariance, shape [S, S], symmetric.</summary>
    public double[] Precision { get; }

    /// <summary>Back to the population.</summary>
    public void Reset()
    {
        Array.Clear(Mean);
        Array.Clear(Precision);
        for (int s = 0; s < _count; s++)
        {
            Precision[(s * _count) + s] = 1;
        }
    }

    /// <inheritdoc/>
    public double Energy(BodyState state)
    {
        double[] betas = state.Parameters.Betas;
        double sum = 0;
        for (int s = 0; s < _count; s++)
        {
            sum += (betas[s] - Mean[s]) * Pull(betas, s);
        }

        return 0.5 * sum;
    }

    /// <inheritdoc/>
    public void Accumulate(BodyState state, NormalEquations equations)
    {
        double[] betas = state.Parameters.Betas;
        for (int s = 0; s < _count; s++)
        {
            int row = ParameterLayout.Betas + s;
            equations.Gradient[row] += Pull(betas, s);
            for (int c = 0; c <= s; c++)
            {
                equations.Hessian[(row * equations.Count) + ParameterLayout.Betas + c] += Precision[(s * _count) + c];
            }
        }
    }

    /// <summary>Row s of the precision times the deviation.</summary>
    private double Pull(double[] betas, int s)
    {
        double sum = 0;
        for (int c = 0; c < _count; c++)
        {
            sum += Precision[(s * _count) + c] * (betas[c] - Mean[c]);
        }

        return sum;
    }
}
