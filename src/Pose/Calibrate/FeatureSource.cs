using LivePose.Pose.Onnx;

namespace LivePose.Pose.Calibrate;

/// <summary>Where a calibration head looks into a pose network.</summary>
public sealed record FeatureSource
{
    /// <summary>The penultimate tensor.</summary>
    public required string Tensor { get; init; }

    /// <summary>Its shape without the batch: [C, h, w], [C], or [K, D] for tokens.</summary>
    public required int[] Shape { get; init; }

    /// <summary>Map of each keypoint, or null when the network has none.</summary>
    public string? Heatmap { get; init; }

    /// <summary>Shape of the heatmap without the batch, [K, H, W]; empty when there is none.</summary>
    public int[] HeatmapShape { get; init; } = [];

    /// <summary>How the network's outputs are read; decides which statistics there are.</summary>
    public required ModelDecoder Decoder { get; init; }

    /// <summary>K of the network's keypoint set.</summary>
    public required int KeypointCount { get; init; }

    /// <summary>The poolings that the tensor's shape allows, the recommended one first.</summary>
    public IReadOnlyList<FeaturePooling> Poolings => Shape.Length switch
    {
        2 => [FeaturePooling.Token, FeaturePooling.None],
        3 when Heatmap is not null && HeatmapShape[1] % Shape[1] == 0 && HeatmapShape[2] % Shape[2] == 0
            && HeatmapShape[1] / Shape[1] == HeatmapShape[2] / Shape[2] => [FeaturePooling.Heatmap, FeaturePooling.Peak, FeaturePooling.Global, FeaturePooling.None],
        _ => [FeaturePooling.Global, FeaturePooling.None],
    };

    /// <summary>For people.</summary>
    public override string ToString() => $"{Tensor} [{string.Join(", ", Shape)}]{(Heatmap is null ? "" : $" with heatmap {Heatmap}")}";
}
