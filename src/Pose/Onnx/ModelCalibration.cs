namespace LivePose.Pose.Onnx;

/// <summary>The confidence head that was fused into a pose network: its outputs, how it was made and how well it did.</summary>
public sealed record ModelCalibration
{
    /// <summary>Output [K]: expected OKS of each keypoint, [0, 1].</summary>
    public required string Confidence { get; init; }

    /// <summary>Output [K]: P(labelled and in view) of each keypoint, [0, 1]; null when the head does not say.</summary>
    public string? Visibility { get; init; }

    /// <summary>Form of the head, for example <c>weighted-pool</c>.</summary>
    public string? Head { get; init; }

    /// <summary>Loss of the confidence, for example <c>cross-entropy</c>.</summary>
    public string? Loss { get; init; }

    /// <summary>Tensor of the original graph that the head reads.</summary>
    public string? Feature { get; init; }

    /// <summary>What it was trained on, in words.</summary>
    public string? TrainedOn { get; init; }

    /// <summary>Number of people it was trained on.</summary>
    public int? Samples { get; init; }

    /// <summary>Seed of the training.</summary>
    public int? Seed { get; init; }

    /// <summary>SHA-256 of the original network's file, hexadecimal.</summary>
    public string? BaseSha256 { get; init; }

    /// <summary>What was measured on held-out people, by name: for example <c>mAP</c>, <c>mAR-mAP</c>, <c>ECE</c>, <c>Pearson</c>, each also with the suffix <c>.before</c>.</summary>
    public IReadOnlyDictionary<string, double>? Scores { get; init; }
}
