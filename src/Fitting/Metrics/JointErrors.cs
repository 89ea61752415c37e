namespace LivePose.Fitting.Metrics;

/// <summary>Errors of 3D joints or vertices against the truth, in the unit of the input.</summary>
/// <remarks>
/// Conventions as in the evaluations of 3DPW (von Marcard et al., ECCV 2018) and Human3.6M: MPJPE moves the root joint of both
/// poses onto the origin (3DPW: the pelvis of SMPL's 24 joints; with the 14 LSP joints, the mean of both hips), PA-MPJPE removes
/// the best similarity of every frame, PVE (also MVE, MPVPE) is the mean over vertices after the same root alignment.
/// </remarks>
public static class JointErrors
{
    /// <summary>Mean distance of corresponding points after nothing but the given alignment of roots: MPJPE for joints, PVE for vertices.</summary>
    /// <param name="predicted">Shape [N].</param>
    /// <param name="truth">Shape [N].</param>
    /// <param name="predictedRoot">Subtracted from every predicted point; the root joint, or 0 for absolute errors.</param>
    /// <param name="truthRoot">Subtracted from every true point.</param>
    public static double RootAligned(ReadOnlySpan<Vector3D> predicted, ReadOnlySpan<Vector3D> truth, Vector3D predictedRoot, Vector3D truthRoot)
    {
        Check(predicted, truth);
        double sum = 0;
        for (int i = 0; i < predicted.Length; i++)
        {
            sum += (predicted[i] - predictedRoot - (truth[i] - truthRoot)).Length;
        }

        return sum / predicted.Length;
    }

    /// <summary>MPJPE with one joint as the root.</summary>
    public static double Mpjpe(ReadOnlySpan<Vector3D> predicted, ReadOnlySpan<Vector3D> truth, int root = 0) =>
        RootAligned(predicted, truth, predicted[root], truth[root]);

    /// <summary>PA-MPJPE: the mean distance after the best similarity (Procrustes) of the prediction.</summary>
    public static double PaMpjpe(ReadOnlySpan<Vector3D> predicted, ReadOnlySpan<Vector3D> truth)
    {
        Check(predicted, truth);
        Similarity alignment = Similarity.Fit(predicted, truth);
        double sum = 0;
        for (int i = 0; i < predicted.Length; i++)
        {
            sum += (alignment.Apply(predicted[i]) - truth[i]).Length;
        }

        return sum / predicted.Length;
    }

    internal static void Check(ReadOnlySpan<Vector3D> predicted, ReadOnlySpan<Vector3D> truth)
    {
        if (predicted.Length != truth.Length || predicted.IsEmpty)
        {
            throw new ArgumentException($"{predicted.Length} predicted points cannot be compared with {truth.Length} true ones.");
        }
    }
}
