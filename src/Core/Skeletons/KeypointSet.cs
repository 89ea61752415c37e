namespace LivePose;

/// <summary>What a model's K keypoints are: names, mirror pairs, limbs to draw and the falloff of each keypoint's OKS.</summary>
public sealed class KeypointSet
{
    private readonly Dictionary<string, int> _indices;

    /// <summary>Checks and keeps the data.</summary>
    /// <param name="id">Stable lower-case name used in descriptors and files, for example <c>coco17</c>.</param>
    /// <param name="names">K names, lower case with underscores.</param>
    /// <param name="sigmas">K per-keypoint standard deviations of annotation, in units of sqrt(area): COCO's <c>kpt_oks_sigmas</c>.</param>
    /// <param name="mirror">K indices: the keypoint that takes this one's place when the picture is flipped; itself when central.</param>
    /// <param name="limbs">Pairs of indices to draw.</param>
    /// <param name="parts">Runs that together cover every keypoint once, in order; one part <c>body</c> when not given.</param>
    /// <exception cref="ArgumentException">Lengths or indices do not agree.</exception>
    public KeypointSet(
        string id, string[] names, float[] sigmas, int[] mirror, (int From, int To)[] limbs, KeypointPart[]? parts = null)
    {
        if (sigmas.Length != names.Length || mirror.Length != names.Length)
        {
            throw new ArgumentException($"Keypoint set '{id}' has {names.Length} names, {sigmas.Length} sigmas and {mirror.Length} mirror indices; they must agree.");
        }

        Id = id;
        Names = names;
        Sigmas = sigmas;
        Mirror = mirror;
        Limbs = limbs;
        Parts = parts ?? [new("body", 0, names.Length)];
        CheckParts();
        _indices = names.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
    }

    /// <summary>Stable name, for example <c>coco17</c>.</summary>
    public string Id { get; }

    /// <summary>K.</summary>
    public int Count => Names.Length;

    /// <summary>Names, shape [K].</summary>
    public string[] Names { get; }

    /// <summary>Standard deviation of each keypoint in units of sqrt(area), shape [K]; l_k² = (2 sigma_k)² · area.</summary>
    public float[] Sigmas { get; }

    /// <summary>Index of each keypoint's mirror image, shape [K].</summary>
    public int[] Mirror { get; }

    /// <summary>Pairs of keypoints to draw a line between.</summary>
    public (int From, int To)[] Limbs { get; }

    /// <summary>Runs of keypoints that are evaluated by themselves; they cover every keypoint once, in order.</summary>
    public KeypointPart[] Parts { get; }

    /// <summary>Index of a name, or -1.</summary>
    public int IndexOf(string name) => _indices.GetValueOrDefault(name, -1);

    private void CheckParts()
    {
        int next = 0;
        foreach (KeypointPart part in Parts)
        {
            if (part.Start != next || part.Count < 1)
            {
                throw new ArgumentException($"Part '{part.Name}' of keypoint set '{Id}' starts at {part.Start} with {part.Count} keypoints; it must start at {next} and not be empty.");
            }

            next = part.End;
        }

        if (next != Count)
        {
            throw new ArgumentException($"The parts of keypoint set '{Id}' cover {next} of its {Count} keypoints; they must cover all.");
        }
    }
}
