namespace LivePose.Pose.Detect;

/// <summary>What a person detector keeps.</summary>
public sealed record DetectorOptions
{
    /// <summary>Lowest score, [0, 1]. Low on purpose: the tracker's second stage matches weak boxes to people that it knows (Zhang et al. 2022, ByteTrack).</summary>
    public float MinScore { get; init; } = 0.1f;

    /// <summary>Greatest intersection over union of two people, [0, 1].</summary>
    public float MaxIoU { get; init; } = 0.6f;

    /// <summary>Most people, those with the highest scores.</summary>
    public int MaxPeople { get; init; } = 32;

    /// <summary>Shortest side of a person's box, frame px.</summary>
    public float MinSide { get; init; } = 8;
}
