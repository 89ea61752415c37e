namespace LivePose.Fitting;

/// <summary>How a minimisation ended.</summary>
/// <param name="Energy">Energy at the end; not finite when even the start was impossible.</param>
/// <param name="Iterations">Linear systems solved.</param>
/// <param name="Converged">True when the last step gained almost nothing; false when the iterations ran out.</param>
public readonly record struct SolveReport(double Energy, int Iterations, bool Converged);
