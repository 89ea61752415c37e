namespace LivePose.Pose.Calibrate;

/// <summary>What the confidence forms need to know about a model and its data; measured once per model on ground truth.</summary>
public sealed record ConfidenceParameters
{
    /// <summary>Parameters that change nothing: regression family, COCO's body-to-box ratio.</summary>
    public static ConfidenceParameters Default { get; } = new();

    /// <summary>
    /// l̃, width of the Gaussian that the heatmaps were trained on, in the pixels of <see cref="Keypoints.KeypointReading.Spread"/>;
    /// 0 for networks that regress σ themselves.
    /// </summary>
    public double TargetWidth { get; init; }

    /// <summary>Mean annotated body area over the ground truth, frame px²; 0 = not measured.</summary>
    public double MeanArea { get; init; }

    /// <summary>Body area over person-box area. Default: the median over the 166 annotated people of <c>docs/calibration-results.md</c>.</summary>
    public double BodyToBoxRatio { get; init; } = 0.52;

    /// <summary>Temperature scaling: one for all keypoints, or one per keypoint; null = not fitted.</summary>
    public IReadOnlyList<TemperatureScaling>? Temperature { get; init; }

    /// <summary>Isotonic regression: one for all keypoints, or one per keypoint; null = not fitted.</summary>
    public IReadOnlyList<IsotonicRegression>? Isotonic { get; init; }

    /// <summary>Median of body area over box area.</summary>
    /// <param name="bodyAreas">Annotated areas, px²; people without one (0) are left out.</param>
    /// <param name="boxAreas">Box areas, px², same length.</param>
    /// <exception cref="InvalidDataException">Nobody has both areas.</exception>
    public static double MeasureBodyToBoxRatio(ReadOnlySpan<double> bodyAreas, ReadOnlySpan<double> boxAreas)
    {
        List<double> ratios = [];
        for (int i = 0; i < bodyAreas.Length; i++)
        {
            if (bodyAreas[i] > 0 && boxAreas[i] > 0)
            {
                ratios.Add(bodyAreas[i] / boxAreas[i]);
            }
        }

        ratios.Sort();
        return ratios.Count > 0
            ? ratios[ratios.Count / 2]
            : throw new InvalidDataException("The body-to-box ratio cannot be measured: no annotation has both an area and a box; add 'area' to the annotations.");
    }
}
