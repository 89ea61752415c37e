using LivePose.Pose.Keypoints;

namespace LivePose.Pose.Calibrate;

/// <summary>Every confidence form by name.</summary>
/// <remarks>
/// The customary score is read by the family's decoder, so <c>heatmap-max</c>, <c>one-minus-sigma</c>, <c>simcc-product</c> and
/// <c>simcc-mean</c> all return it and differ in which decoder may be asked for them; <c>raw</c> is whichever the model has.
/// </remarks>
public static class ConfidenceForms
{
    /// <summary>The customary score of the family, unchanged.</summary>
    public static ConfidenceForm Raw { get; } = new("raw", "the network's customary score, unchanged", AreaSource.None, Score);

    /// <summary>The calibration head's expected OKS, fused into the network.</summary>
    public static ConfidenceForm Ccnet { get; } = new("ccnet", "expected OKS by the calibration head in the network", AreaSource.None, Score);

    /// <summary>Every form.</summary>
    public static IReadOnlyList<ConfidenceForm> All { get; } =
    [
        new("constant", "1 for every keypoint", AreaSource.None, static (in reading, k, l2, p) => 1),
        Raw,
        new("heatmap-max", "height of the heatmap's peak", AreaSource.None, Score),
        new("one-minus-sigma", "1 - sigma of a likelihood regression, sigma as a fraction of the crop", AreaSource.None, Score),
        new("simcc-product", "product of the two SimCC maxima", AreaSource.None, Score),
        new("simcc-mean", "mean of the two SimCC maxima", AreaSource.None, Score),
        new("closed-mean-area", "l^2/(sigma^2+l^2) with the data set's mean area", AreaSource.Mean, ExpectedOks),
        new("closed-predicted-area", "l^2/(sigma^2+l^2) with the area predicted from the person box", AreaSource.Predicted, ExpectedOks),
        new("closed-true-area", "l^2/(sigma^2+l^2) with the annotated area (evaluation only)", AreaSource.True, ExpectedOks),
        new("temperature", "customary score after temperature scaling to OKS", AreaSource.None, static (in reading, k, l2, p) =>
            Fitted(p.Temperature, k, "temperature").Apply(reading.Score)),
        new("isotonic", "customary score after isotonic regression to OKS", AreaSource.None, static (in reading, k, l2, p) =>
            Fitted(p.Isotonic, k, "isotonic").Apply(reading.Score)),
        Ccnet,
    ];

    /// <summary>The form with this name, or null.</summary>
    public static ConfidenceForm? Find(string name) => All.FirstOrDefault(form => form.Name == name);

    /// <summary>The form with this name.</summary>
    /// <exception cref="ArgumentException">No such form; the sentence lists those that exist.</exception>
    public static ConfidenceForm Get(string name) => Find(name) ?? throw new ArgumentException(
        $"'{name}' is not a confidence form; choose one of {string.Join(", ", All.Select(form => form.Name))}.");

    private static double Score(in KeypointReading reading, int keypoint, double falloffSquared, ConfidenceParameters parameters) => reading.Score;

    /// <summary>eq. 12 with σ² = Spread² − l̃².</summary>
    private static double ExpectedOks(in KeypointReading reading, int keypoint, double falloffSquared, ConfidenceParameters parameters)
    {
        if (!(reading.Spread > 0))
        {
            throw new InvalidOperationException("The closed forms need the keypoint's spread, which this decoder did not give; choose 'raw' or ask the decoder for it.");
        }

        double variance = ClosedForm.VarianceFromBlob((double)reading.Spread * reading.Spread, parameters.TargetWidth * parameters.TargetWidth);
        return KeypointVariance.ToConfidence(variance, falloffSquared);
    }

    private static T Fitted<T>(IReadOnlyList<T>? fits, int keypoint, string name) => fits is { Count: > 0 }
        ? fits[fits.Count == 1 ? 0 : keypoint]
        : throw new InvalidOperationException($"Confidence form '{name}' has not been fitted for this model; run 'livepose calibrate' first.");
}
