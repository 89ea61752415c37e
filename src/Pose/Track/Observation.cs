namespace LivePose.Pose.Track;

/// <summary>What the tracker makes of one person of the frame before it knows who it is.</summary>
internal record struct Observation
{
    /// <summary>The person's box; for a region that was predicted here, the box that its pose implies.</summary>
    public Box Box { get; set; }

    /// <summary>Centre of the torso.</summary>
    public TorsoCentre Torso { get; set; }

    /// <summary>Score of the box and of the pose together, in [0, 1].</summary>
    public float Evidence { get; set; }

    /// <summary>Score of the box alone, in [0, 1].</summary>
    public float BoxScore { get; set; }

    /// <summary>False when the box is this tracker's own prediction.</summary>
    public bool IsDetected { get; set; }

    /// <summary>True when some keypoint has confidence.</summary>
    public bool HasPose { get; set; }

    /// <summary>True when its colours could be read.</summary>
    public bool HasColour { get; set; }

    /// <summary>True when another person's box overlaps: its colours may be the other's.</summary>
    public bool IsCrowded { get; set; }

    /// <summary>True when it was found unusable or a duplicate.</summary>
    public bool IsDropped { get; set; }

    /// <summary>The track it belongs to.</summary>
    public PersonTrack? Track { get; set; }
}
