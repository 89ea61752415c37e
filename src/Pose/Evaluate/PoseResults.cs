namespace LivePose.Pose.Evaluate;

/// <summary>Detected poses of a set of pictures, as arrays; read by <see cref="PoseResultsReader"/> or built by hand.</summary>
/// <remarks>Rescoring is <c>results with { Scores = ..., Confidences = ... }</c>: positions are shared, not copied.</remarks>
public sealed record PoseResults
{
    /// <summary>What messages call it, usually the file name.</summary>
    public required string Name { get; init; }

    /// <summary>K.</summary>
    public required int KeypointCount { get; init; }

    /// <summary>Picture of each pose, shape [N].</summary>
    public required long[] ImageIds { get; init; }

    /// <summary>Instance scores, shape [N]; finite, any range.</summary>
    public required double[] Scores { get; init; }

    /// <summary>Column and row of each keypoint in px, shape [N, K, 2].</summary>
    public required double[] Positions { get; init; }

    /// <summary>Score of each keypoint, shape [N, K].</summary>
    public required double[] Confidences { get; init; }

    /// <summary>
    /// Area of each pose in px², shape [N]; only used to ignore surplus poses outside an area range. As pycocotools: of the
    /// result's own <c>bbox</c> when there is one, else of the rectangle around the body's keypoints.
    /// </summary>
    public required double[] Areas { get; init; }

    /// <summary>Annotation that each pose was estimated for, shape [N]; null, or <see cref="NoAnnotation"/>, when it is to be found by OKS.</summary>
    public long[]? AnnotationIds { get; init; }

    /// <summary>Probability that each keypoint is labelled, shape [N, K]; null when the results do not say.</summary>
    public double[]? Visibilities { get; init; }

    /// <summary>Blob width or regressed σ of each keypoint, crop px, shape [N, K]; null when the results do not say.</summary>
    public double[]? Spreads { get; init; }

    /// <summary>Crop px for each px of the picture, shape [N]; null when crop px are those of the picture.</summary>
    public double[]? CropScales { get; init; }

    /// <summary>Expected OKS of each keypoint by a fused head, shape [N, K], where <see cref="Confidences"/> are the network's own; null when the two are not told apart.</summary>
    public double[]? Calibrated { get; init; }

    /// <summary>Height of each keypoint's second peak, shape [N, K]; null when the results do not say.</summary>
    public double[]? SecondPeaks { get; init; }

    /// <summary>Score of the box that each pose was estimated in, shape [N]; null when the results do not say.</summary>
    public double[]? BoxScores { get; init; }

    /// <summary>Box that each pose was estimated in, shape [N]; null when the results do not say.</summary>
    public AnnotationBox[]? Boxes { get; init; }

    /// <summary>Own score of a part, by its name in the report (<c>foot</c>, <c>face</c>, ...), each shape [N]; a part without one uses <see cref="Scores"/>.</summary>
    public IReadOnlyDictionary<string, double[]> PartScores { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Value of <see cref="AnnotationIds"/> for a pose whose annotation is not known.</summary>
    public const long NoAnnotation = long.MinValue;

    /// <summary>N.</summary>
    public int Count => ImageIds.Length;

    /// <summary>Positions of one pose, shape [K, 2].</summary>
    public ReadOnlySpan<double> PositionsOf(int pose) => Positions.AsSpan(2 * KeypointCount * pose, 2 * KeypointCount);

    /// <summary>Keypoint scores of one pose, shape [K].</summary>
    public ReadOnlySpan<double> ConfidencesOf(int pose) => Confidences.AsSpan(KeypointCount * pose, KeypointCount);
}
