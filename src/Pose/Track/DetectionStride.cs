namespace LivePose.Pose.Track;

/// <summary>Offline: after how many frames the detector runs again.</summary>
/// <remarks>
/// Doubles after a gap in which everyone was found at both ends and nobody moved far, halves after one in which somebody came, went
/// or moved far. Halving at once and doubling step by step keeps interpolated boxes close where it matters.
/// </remarks>
public sealed class DetectionStride
{
    /// <summary>A gap whose boxes all overlap at least this much (IoU) was calm.</summary>
    /// <remarks>
    /// A box shifted by d widths has IoU (1 - d) / (1 + d): 0.6 is a quarter of the width. Even if all of that motion came in one
    /// half of the gap, the blend is off by an eighth of the width, which the margin of a crop (a quarter of the box) takes in.
    /// </remarks>
    private const float CalmOverlap = 0.6f;

    /// <summary>Below it the person moved too far: half a width, and the blend may be off by as much as a crop's whole margin.</summary>
    private const float RestlessOverlap = 0.35f;

    private readonly int _longest;

    /// <summary>Begins with one frame.</summary>
    /// <param name="longest">Most frames from one detection to the next. 8: detection then costs an eighth, and a missed person a quarter second.</param>
    public DetectionStride(int longest = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longest);
        _longest = longest;
    }

    /// <summary>Frames from the last detection to the next one: 1 = every frame.</summary>
    public int Frames { get; private set; } = 1;

    /// <summary>Learns from a gap that is over.</summary>
    public void Record(GapSummary gap)
    {
        if (gap.Unmatched > 0 || gap.LowestOverlap < RestlessOverlap)
        {
            Frames = Math.Max(1, Frames / 2);
        }
        else if (gap.LowestOverlap >= CalmOverlap)
        {
            Frames = Math.Min(_longest, Frames * 2);
        }
    }
}
