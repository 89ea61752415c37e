namespace LivePose.Pose.Detect;

/// <summary>When <see cref="DetectorSchedule"/> calls the detector.</summary>
public sealed record DetectorScheduleOptions
{
    /// <summary>Most frames from one detection to the next. 10: a newcomer waits at most a third of a second at 30 frames/s, and a detector of 16 ms costs 1.6 ms a frame.</summary>
    public int MaxInterval { get; init; } = 10;

    /// <summary>Interval while somebody is entering or leaving the picture at its left or right edge.</summary>
    public int BorderInterval { get; init; } = 3;

    /// <summary>Interval while somebody's evidence is below <see cref="DoubtfulScore"/>.</summary>
    public int DoubtfulInterval { get; init; } = 3;

    /// <summary>Evidence below which a person is doubtful, in [0, 1]; the tracker's threshold of strong evidence.</summary>
    public float DoubtfulScore { get; init; } = 0.5f;

    /// <summary>Farthest that anyone may move between two detections, box heights. A half: predicted regions still hold the body.</summary>
    public float MaxTravel { get; init; } = 0.5f;

    /// <summary>IoU of predicted and detected boxes from which they agree, in [0, 1].</summary>
    public float Agreement { get; init; } = 0.6f;
}
