namespace LivePose.Fitting;

/// <summary>The keypoints of one set, attached to one skeleton; those that the skeleton has no place for are left out of the fit.</summary>
public sealed class KeypointRig
{
    /// <summary>Looks up every name of the set.</summary>
    /// <param name="skeleton">The body.</param>
    /// <param name="set">Keypoints that will be observed.</param>
    /// <exception cref="ArgumentException">Fewer than four keypoints of the set have a place on the body.</exception>
    public KeypointRig(BodySkeleton skeleton, KeypointSet set)
    {
        Set = set;
        Attachments = [.. set.Names.Select(name => skeleton.Attachments.GetValueOrDefault(name))];
        int known = Attachments.Count(a => a is not null);
        if (known < 4)
        {
            throw new ArgumentException(
                $"Only {known} keypoints of set '{set.Id}' have a place on the body ({string.Join(", ", skeleton.Attachments.Keys)}); a fit needs 4.");
        }
    }

    /// <summary>The keypoint set.</summary>
    public KeypointSet Set { get; }

    /// <summary>K.</summary>
    public int Count => Attachments.Length;

    /// <summary>Place of each keypoint, shape [K]; null where the body has none.</summary>
    public KeypointAttachment?[] Attachments { get; }
}
