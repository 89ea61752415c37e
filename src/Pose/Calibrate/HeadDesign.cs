namespace LivePose.Pose.Calibrate;

/// <summary>Form of a calibration head. Its name is the pooling, then <c>+statistics</c>, then <c>+tied</c>; <c>statistics</c> alone reads no features.</summary>
/// <param name="Pooling">What it reads of the penultimate tensor.</param>
/// <param name="Statistics">
/// True adds the keypoint's own statistics as logits or logarithms (peak, second peak and mean of the heatmap; regressed σ; the
/// network's own scores). eq. 12 is linear in them before the sigmoid: logit ŝ = log l² − log σ².
/// </param>
/// <param name="Tied">True when all keypoints share the weights of their own features, for little data.</param>
public readonly record struct HeadDesign(FeaturePooling Pooling, bool Statistics, bool Tied)
{
    private const int FewPeople = 1000;
    private const string StatisticsSuffix = "+statistics";
    private const string TiedSuffix = "+tied";

    private static readonly string[] PoolingNames = ["global", "heatmap", "peak", "token", "statistics"];

    /// <summary>Stable name, for example <c>peak+statistics</c>.</summary>
    public string Name => PoolingNames[(int)Pooling] + (Statistics && Pooling != FeaturePooling.None ? StatisticsSuffix : "") + (Tied ? TiedSuffix : "");

    /// <summary>The head for so much data: with few people, weights of each keypoint's own are learnt by heart (docs/calibration-results.md).</summary>
    /// <param name="source">Where it looks.</param>
    /// <param name="people">People to train on.</param>
    public static HeadDesign Recommended(FeatureSource source, int people)
    {
        FeaturePooling best = source.Poolings[0];
        return people >= FewPeople ? new HeadDesign(best, Statistics: true, Tied: false)
            : best == FeaturePooling.Global ? new HeadDesign(FeaturePooling.None, Statistics: true, Tied: true)
            : new HeadDesign(best, Statistics: true, Tied: true);
    }

    /// <summary>Reads a name.</summary>
    /// <exception cref="ArgumentException">No such form.</exception>
    public static HeadDesign Parse(string name)
    {
        string rest = name;
        bool tied = Cut(ref rest, TiedSuffix), statistics = Cut(ref rest, StatisticsSuffix);
        int pooling = Array.IndexOf(PoolingNames, rest);
        return pooling >= 0
            ? new HeadDesign((FeaturePooling)pooling, statistics || pooling == (int)FeaturePooling.None, tied)
            : throw new ArgumentException($"'{name}' is not a head; choose one of {string.Join(", ", PoolingNames)}, with +statistics and +tied behind it as wished.");
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static bool Cut(ref string name, string suffix)
    {
        bool found = name.EndsWith(suffix, StringComparison.Ordinal);
        name = found ? name[..^suffix.Length] : name;
        return found;
    }
}
