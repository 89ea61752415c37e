namespace LivePose;

/// <summary>Carries poses of one keypoint set over to another by the keypoints' names, for example BlazePose-33 to COCO-17.</summary>
public sealed class KeypointMapping
{
    private readonly int[] _sources;

    /// <summary>Finds, for every keypoint of <paramref name="to"/>, the one of the same name in <paramref name="from"/>.</summary>
    public KeypointMapping(KeypointSet from, KeypointSet to)
    {
        From = from;
        To = to;
        _sources = [.. to.Names.Select(from.IndexOf)];
    }

    /// <summary>The set that is read.</summary>
    public KeypointSet From { get; }

    /// <summary>The set that is written.</summary>
    public KeypointSet To { get; }

    /// <summary>Per keypoint of <see cref="To"/> its index in <see cref="From"/>, or -1 where that set lacks it.</summary>
    public ReadOnlySpan<int> Sources => _sources;

    /// <summary>Number of keypoints of <see cref="To"/> that <see cref="From"/> has.</summary>
    public int SharedCount => _sources.Count(source => source >= 0);

    /// <summary>Writes the pose in the other set's order; keypoints that it lacks become absent (confidence 0).</summary>
    /// <param name="source">Shape [From.Count].</param>
    /// <param name="target">Out, shape [To.Count].</param>
    /// <exception cref="ArgumentException">A length does not fit its set.</exception>
    public void Map(ReadOnlySpan<Keypoint> source, Span<Keypoint> target)
    {
        if (source.Length != From.Count || target.Length != To.Count)
        {
            throw new ArgumentException(
                $"Mapping {From.Id} to {To.Id} needs {From.Count} and {To.Count} keypoints, but was given {source.Length} and {target.Length}.");
        }

        for (int k = 0; k < target.Length; k++)
        {
            target[k] = _sources[k] >= 0 ? source[_sources[k]] : default;
        }
    }
}
