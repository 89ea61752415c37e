namespace LivePose.Fitting;

/// <summary>The bodies of one person over a clip.</summary>
/// <param name="frames">One result per frame.</param>
/// <param name="betas">The one shape, shape [S].</param>
/// <param name="iterations">Linear systems solved, all windows.</param>
public sealed class SequenceFit(BodyFit[] frames, double[] betas, int iterations)
{
    /// <summary>Shape [T]; a bridged frame has <see cref="BodyFit.Support"/> 0, one in a gap too long to bridge is rejected.</summary>
    public IReadOnlyList<BodyFit> Frames { get; } = frames;

    /// <summary>β, shape [S].</summary>
    public IReadOnlyList<double> Betas { get; } = betas;

    /// <summary>Linear systems solved, all windows.</summary>
    public int Iterations { get; } = iterations;
}
