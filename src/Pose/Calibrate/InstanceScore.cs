namespace LivePose.Pose.Calibrate;

/// <summary>The rule that makes a person's score of its keypoints' confidences.</summary>
/// <param name="Weighting">Which keypoints count, and how much.</param>
/// <param name="TimesBoxScore">True multiplies by the detector's score.</param>
public readonly record struct InstanceScore(InstanceWeighting Weighting, bool TimesBoxScore)
{
    /// <summary>τ of eq. 5.</summary>
    public const float ConfidenceThreshold = 0.2f;

    /// <summary>Visibility from which a keypoint counts in <see cref="InstanceWeighting.VisibilityHard"/>.</summary>
    public const float VisibilityThreshold = 0.5f;

    private const string BoxSuffix = "+box";

    private static readonly string[] WeightingNames = ["thresholded", "mean", "visibility-hard", "visibility-soft"];

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<InstanceScore> All { get; } =
    [
        .. Enum.GetValues<InstanceWeighting>().SelectMany(w => new[] { new InstanceScore(w, false), new InstanceScore(w, true) }),
    ];

    /// <summary>Stable name: <c>thresholded</c>, <c>mean</c>, <c>visibility-hard</c> or <c>visibility-soft</c>, with <c>+box</c> behind it.</summary>
    public string Name => WeightingNames[(int)Weighting] + (TimesBoxScore ? BoxSuffix : "");

    /// <summary>The rule with this name.</summary>
    /// <exception cref="ArgumentException">No such rule; the sentence lists those that exist.</exception>
    public static InstanceScore Parse(string name)
    {
        foreach (InstanceScore rule in All)
        {
            if (rule.Name == name)
            {
                return rule;
            }
        }

        throw new ArgumentException($"'{name}' is not an instance score; choose one of {string.Join(", ", All.Select(rule => rule.Name))}.");
    }

    /// <summary>The person's score, in [0, 1].</summary>
    /// <param name="keypoints">Confidence and visibility of each keypoint, shape [K].</param>
    /// <param name="boxScore">The detector's score, in [0, 1].</param>
    /// <returns>0 when no keypoint counts.</returns>
    public float Of(ReadOnlySpan<Keypoint> keypoints, float boxScore)
    {
        float sum = 0, weights = 0;
        foreach (Keypoint keypoint in keypoints)
        {
            float weight = Weighting switch
            {
                InstanceWeighting.Thresholded => keypoint.Confidence > ConfidenceThreshold ? 1 : 0,
                InstanceWeighting.VisibilityHard => keypoint.Visibility >= VisibilityThreshold ? 1 : 0,
                InstanceWeighting.VisibilitySoft => keypoint.Visibility,
                _ => 1,
            };
            sum += weight * keypoint.Confidence;
            weights += weight;
        }

        float score = weights > 0 ? sum / weights : 0;
        return TimesBoxScore ? score * boxScore : score;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
