namespace LivePose.Pose.Calibrate;

/// <summary>Sizes of a linear calibration head and where each weight lies in its flat parameter vector.</summary>
/// <remarks>
/// Keypoint k, output o: z = b[k, o] + W[k, o] · x + U[k, o] · y_k, with x the features shared by all keypoints (the paper's
/// pooled vector) and y_k the keypoint's own (features pooled at it, its statistics). Either may be empty.
/// Layout: W [K, O, F], then U [K or 1, O, G], then b [K, O], row-major.
/// </remarks>
/// <param name="KeypointCount">K.</param>
/// <param name="SharedFeatures">F, length of x.</param>
/// <param name="KeypointFeatures">G, length of y_k.</param>
/// <param name="Tied">True when all keypoints share one U (they keep their own bias).</param>
public readonly record struct HeadShape(int KeypointCount, int SharedFeatures, int KeypointFeatures, bool Tied)
{
    /// <summary>How many of y_k, at its end, are statistics and not pooled features; the prior is weaker on them.</summary>
    public int StatisticCount { get; init; }

    /// <summary>Floats in the parameter vector for <paramref name="outputs"/> outputs per keypoint.</summary>
    public int ParameterCount(int outputs) =>
        outputs * ((KeypointCount * SharedFeatures) + (OwnRows * KeypointFeatures) + KeypointCount);

    /// <summary>First of the F weights of W[k, o].</summary>
    internal int SharedRow(int outputs, int keypoint, int output) => ((keypoint * outputs) + output) * SharedFeatures;

    /// <summary>First of the G weights of U[k, o].</summary>
    internal int OwnRow(int outputs, int keypoint, int output) =>
        (outputs * KeypointCount * SharedFeatures) + ((((Tied ? 0 : keypoint) * outputs) + output) * KeypointFeatures);

    /// <summary>Index of b[k, o].</summary>
    internal int Bias(int outputs, int keypoint, int output) =>
        (outputs * ((KeypointCount * SharedFeatures) + (OwnRows * KeypointFeatures))) + (keypoint * outputs) + output;

    private int OwnRows => Tied ? 1 : KeypointCount;
}
