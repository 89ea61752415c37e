namespace LivePose.Fitting;

/// <summary>One part of the energy that a fit minimises, in units of a negative log-likelihood: ½ of a sum of squares of z-scores.</summary>
public interface IEnergyTerm
{
    /// <summary>What the term is, for messages.</summary>
    string Name { get; }

    /// <summary>The energy at an updated state, not negative; positive infinity where the state is impossible.</summary>
    double Energy(BodyState state);

    /// <summary>Adds the gradient of <see cref="Energy"/> and a positive semidefinite approximation of its second derivative.</summary>
    /// <param name="state">Updated, derivatives included.</param>
    /// <param name="equations">Added to.</param>
    void Accumulate(BodyState state, NormalEquations equations);
}
