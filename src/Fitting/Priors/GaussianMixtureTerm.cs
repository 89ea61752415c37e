namespace LivePose.Fitting;

/// <summary>A user's pose prior: the nearest Gaussian of a mixture.</summary>
/// <remarks>
/// E = weight · min_m (½ dᵀ P_m d + offset_m), d = pose - mean_m: the max-mixture of E. Olson, P. Agarwal, "Inference on networks
/// of mixtures", RSS 2012, which SMPLify uses.
/// </remarks>
/// <param name="mixture">The prior.</param>
/// <param name="weight">Factor on the energy, positive.</param>
public sealed class GaussianMixtureTerm(GaussianMixture mixture, double weight) : IEnergyTerm
{
    private const int N = GaussianMixture.Dimensions;
    private readonly double[] _deviation = new double[N];
    private readonly double[] _pull = new double[N];

    /// <inheritdoc/>
    public string Name => "pose mixture";

    /// <inheritdoc/>
    public double Energy(BodyState state) => weight * Nearest(state).Energy;

    /// <inheritdoc/>
    public void Accumulate(BodyState state, NormalEquations equations)
    {
        int best = Nearest(state).Index;
        Evaluate(state, best);
        ReadOnlySpan<double> precision = mixture.Precisions.AsSpan(best * N * N, N * N);
        for (int a = 1; a < BodyJoint.Count; a++)
        {
            Matrix3 da = state.RotationDerivatives[a].Transpose();
            int i = 3 * (a - 1);
            Vector3D gradient = da * new Vector3D(_pull[i], _pull[i + 1], _pull[i + 2]);
            equations.AddBlock(3 * a, weight * (da * Block(precision, i, i) * state.RotationDerivatives[a]), weight * gradient);
            for (int b = 1; b < a; b++)
            {
                Matrix3 h = weight * (da * Block(precision, i, 3 * (b - 1)) * state.RotationDerivatives[b]);
                AddOffDiagonal(equations, 3 * a, 3 * b, h);
            }
        }
    }

    private (double Energy, int Index) Nearest(BodyState state)
    {
        (double Energy, int Index) best = (double.PositiveInfinity, 0);
        for (int m = 0; m < mixture.Count; m++)
        {
            double energy = Evaluate(state, m);
            best = energy < best.Energy ? (energy, m) : best;
        }

        return best;
    }

    /// <summary>Energy of one Gaussian; leaves its deviation and precision · deviation behind.</summary>
    private double Evaluate(BodyState state, int m)
    {
        ReadOnlySpan<double> mean = mixture.Means.AsSpan(m * N, N);
        for (int i = 0; i < N; i++)
        {
            _deviation[i] = state.RotationVectors[1 + (i / 3)][i % 3] - mean[i];
        }

        double sum = 0;
        for (int i = 0; i < N; i++)
        {
            _pull[i] = VectorMath.Dot(mixture.Precisions.AsSpan((m * N * N) + (i * N), N), _deviation);
            sum += _pull[i] * _deviation[i];
        }

        return (0.5 * sum) + mixture.Offsets[m];
    }

    private static Matrix3 Block(ReadOnlySpan<double> p, int row, int column)
    {
        ReadOnlySpan<double> a = p.Slice((row * N) + column, 3), b = p.Slice(((row + 1) * N) + column, 3), c = p.Slice(((row + 2) * N) + column, 3);
        return new Matrix3(a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]);
    }

    private static void AddOffDiagonal(NormalEquations equations, int row, int column, in Matrix3 h)
    {
        for (int i = 0; i < 3; i++)
        {
            Span<double> line = equations.Hessian.AsSpan(((row + i) * equations.Count) + column, 3);
            for (int j = 0; j < 3; j++)
            {
                line[j] += h[i, j];
            }
        }
    }
}
