namespace LivePose.Fitting;

/// <summary>Minimises a sum of energy terms over some of a body's unknowns.</summary>
/// <remarks>
/// Levenberg–Marquardt on the manifold with Marquardt's scaling and Nielsen's damping schedule: K. Madsen, H. B. Nielsen,
/// O. Tingleff, "Methods for non-linear least squares problems", 2nd ed., 2004, alg. 3.16. Allocated once; not thread-safe.
/// </remarks>
public sealed class LevenbergMarquardt
{
    private const double FirstDamping = 1e-3;

    /// <summary>Added to every diagonal element, so that an unknown that nothing observes stays where it is.</summary>
    private const double Floor = 1e-9;

    private readonly NormalEquations _equations;
    private readonly BodyParameters _before;
    private readonly double[] _packed;
    private readonly double[] _descent;
    private readonly double[] _step;
    private readonly double[] _solution;

    /// <summary>Allocates the buffers.</summary>
    public LevenbergMarquardt(ParameterLayout layout)
    {
        _equations = new NormalEquations(layout);
        _before = new BodyParameters(layout.ShapeCount);
        _packed = new double[layout.Count * layout.Count];
        _descent = new double[layout.Count];
        _step = new double[layout.Count];
        _solution = new double[layout.Count];
    }

    /// <summary>The system at the last linearisation, undamped.</summary>
    public NormalEquations Equations => _equations;

    /// <summary>The sum of the terms at an updated state.</summary>
    public static double EnergyOf(BodyState state, ReadOnlySpan<IEnergyTerm> terms)
    {
        double sum = 0;
        foreach (IEnergyTerm term in terms)
        {
            sum += term.Energy(state);
        }

        return sum;
    }

    /// <summary>Moves the state to a minimum near it.</summary>
    /// <param name="state">In: where to start. Out: the best point found, updated.</param>
    /// <param name="terms">What to minimise.</param>
    /// <param name="active">Indices of the unknowns that may move, ascending.</param>
    /// <param name="iterations">Most linear systems to solve.</param>
    /// <param name="tolerance">Stop when a step lowers the energy by less than this share.</param>
    public SolveReport Minimize(
        BodyState state, ReadOnlySpan<IEnergyTerm> terms, ReadOnlySpan<int> active, int iterations, double tolerance)
    {
        state.Update();
        double energy = EnergyOf(state, terms);
        double damping = FirstDamping, growth = 2;
        bool linearised = false;
        for (int i = 0; i < iterations && double.IsFinite(energy); i++)
        {
            if (!linearised)
            {
                Linearise(state, terms);
                linearised = true;
            }

            if (!TrySolve(active, damping))
            {
                damping *= growth;
                growth *= 2;
                continue;
            }

            _before.CopyFrom(state.Parameters);
            _before.Retract(_step, state.Parameters);
            state.Update();
            double trial = EnergyOf(state, terms), gain = energy - trial;
            if (gain > 0)
            {
                double ratio = gain / PredictedGain(active, damping);
                damping *= Math.Max(1 / 3.0, 1 - Math.Pow((2 * ratio) - 1, 3));
                growth = 2;
                linearised = false;
                bool done = gain <= tolerance * energy;
                energy = trial;
                if (done)
                {
                    return new SolveReport(energy, i + 1, true);
                }
            }
            else
            {
                state.Parameters.CopyFrom(_before);
                state.Update();
                if (Math.Abs(gain) <= tolerance * energy)
                {
                    return new SolveReport(energy, i + 1, true);
                }

                damping *= growth;
                growth *= 2;
            }
        }

        return new SolveReport(energy, iterations, false);
    }

    /// <summary>Linearises at a state and factorises the undamped system of the active unknowns.</summary>
    /// <returns>The factor L, shape [m, m] for m active unknowns, row-major, lower; empty when the system is singular.</returns>
    public ReadOnlySpan<double> Factor(BodyState state, ReadOnlySpan<IEnergyTerm> terms, ReadOnlySpan<int> active)
    {
        Linearise(state, terms);
        Pack(active, 0);
        Span<double> packed = _packed.AsSpan(0, active.Length * active.Length);
        return Cholesky.TryFactor(packed, active.Length) ? packed : [];
    }

    private void Linearise(BodyState state, ReadOnlySpan<IEnergyTerm> terms)
    {
        state.UpdateDerivatives();
        _equations.Clear();
        foreach (IEnergyTerm term in terms)
        {
            term.Accumulate(state, _equations);
        }
    }

    private bool TrySolve(ReadOnlySpan<int> active, double damping)
    {
        int m = active.Length;
        Pack(active, damping);
        Span<double> matrix = _packed.AsSpan(0, m * m), x = _solution.AsSpan(0, m);
        if (!Cholesky.TryFactor(matrix, m))
        {
            return false;
        }

        _descent.AsSpan(0, m).CopyTo(x);
        Cholesky.SolveLower(matrix, m, x);
        Cholesky.SolveUpper(matrix, m, x);
        Array.Clear(_step);
        for (int a = 0; a < m; a++)
        {
            _step[active[a]] = x[a];
        }

        return true;
    }

    /// <summary>Copies the active part of H, damped, and of -g.</summary>
    private void Pack(ReadOnlySpan<int> active, double damping)
    {
        int n = _equations.Count, m = active.Length;
        for (int a = 0; a < m; a++)
        {
            ReadOnlySpan<double> row = _equations.Hessian.AsSpan(active[a] * n, n);
            Span<double> target = _packed.AsSpan(a * m, a + 1);
            for (int b = 0; b <= a; b++)
            {
                target[b] = row[active[b]];
            }

            target[a] += (damping * target[a]) + Floor;
            _descent[a] = -_equations.Gradient[active[a]];
        }
    }

    /// <summary>Decrease that the quadratic model promises for the last step: ½ hᵀ (λ D h - g).</summary>
    private double PredictedGain(ReadOnlySpan<int> active, double damping)
    {
        double sum = 0;
        for (int a = 0; a < active.Length; a++)
        {
            double diagonal = _equations.Hessian[(active[a] * _equations.Count) + active[a]];
            sum += _solution[a] * ((damping * diagonal * _solution[a]) + _descent[a]);
        }

        return 0.5 * sum;
    }
}
