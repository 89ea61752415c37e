namespace LivePose.Fitting.Tests;

/// <summary>Holds a term's analytic derivatives to finite differences of its energy, at one state.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-5;

    /// <summary>Fails with the name of the worst unknown when a gradient component is wrong.</summary>
    /// <param name="term">The term.</param>
    /// <param name="state">Where to check; restored afterwards.</param>
    /// <param name="tolerance">Largest error, relative to the largest component or 1.</param>
    public static void Check(IEnergyTerm term, BodyState state, double tolerance = 1e-6)
    {
        (double error, int index, double analytic, double numeric) = Worst(term, state);
        Assert.True(
            error < tolerance,
            $"{term.Name}: derivative by {state.Kinematics.Layout.NameOf(index)} is {analytic:G8}, finite differences say {numeric:G8} ({error:E1}).");
    }

    /// <summary>The component with the largest relative error.</summary>
    public static (double Error, int Index, double Analytic, double Numeric) Worst(IEnergyTerm term, BodyState state)
    {
        NormalEquations equations = new(state.Kinematics.Layout);
        state.Update();
        state.UpdateDerivatives();
        term.Accumulate(state, equations);
        BodyParameters origin = new(state.Parameters.Betas.Length);
        origin.CopyFrom(state.Parameters);
        double scale = Math.Max(1, equations.Gradient.Max(Math.Abs));
        (double Error, int Index, double Analytic, double Numeric) worst = default;
        for (int i = 0; i < equations.Count; i++)
        {
            double numeric = (EnergyAt(term, state, origin, i, Step) - EnergyAt(term, state, origin, i, -Step)) / (2 * Step);
            double error = Math.Abs(numeric - equations.Gradient[i]) / scale;
            if (!(error <= worst.Error))
            {
                worst = (error, i, equations.Gradient[i], numeric);
            }
        }

        state.Parameters.CopyFrom(origin);
        state.Update();
        return worst;
    }

    private static double EnergyAt(IEnergyTerm term, BodyState state, BodyParameters origin, int index, double amount)
    {
        double[] step = new double[state.Kinematics.Layout.Count];
        step[index] = amount;
        origin.Retract(step, state.Parameters);
        state.Update();
        return term.Energy(state);
    }
}
