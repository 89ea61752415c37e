using LivePose.Pose.Track;

namespace LivePose.Pose.Detect;

/// <summary>Live: whether the detector is due in the next frame, or regions from the last poses will do.</summary>
/// <remarks>
/// The interval doubles each time that a detection only confirms what was predicted and halves when it does not. Between
/// detections it is cut short: at once when somebody is lost, and to a few frames while somebody is doubtful, moves fast, or
/// crosses the edge of the picture.
/// </remarks>
public sealed class DetectorSchedule
{
    private readonly DetectorScheduleOptions _options;
    private int _sinceDetection;
    private int _limit = 1;

    /// <summary>Begins with a detection in the first frame.</summary>
    /// <param name="options">null = defaults.</param>
    public DetectorSchedule(DetectorScheduleOptions? options = null)
    {
        _options = options ?? new DetectorScheduleOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxInterval);
        _sinceDetection = _options.MaxInterval;
    }

    /// <summary>Frames from one detection to the next while nothing happens.</summary>
    public int Interval { get; private set; } = 1;

    /// <summary>Whether the detector must run in the coming frame.</summary>
    public bool IsDue => _sinceDetection >= _limit;

    /// <summary>Learns from a frame after <see cref="PersonTracker.Update"/>.</summary>
    /// <param name="detected">Whether the detector ran in it.</param>
    /// <param name="summary">Of that frame.</param>
    public void Record(bool detected, TrackingSummary summary)
    {
        _sinceDetection = detected ? 1 : _sinceDetection + 1;
        if (detected)
        {
            bool calm = summary.Lost == 0 && summary.Begun == 0 && summary.LowestAgreement >= _options.Agreement;
            Interval = calm ? Math.Min(_options.MaxInterval, Interval * 2) : Math.Max(1, Interval / 2);
        }

        _limit = Limit(detected, summary);
    }

    private int Limit(bool detected, TrackingSummary summary)
    {
        // The detector has just looked for whoever it did not find; looking again at once is for those lost since.
        if (!detected && summary.Lost > 0)
        {
            return 1;
        }

        int limit = Interval;
        if (summary.LowestScore < _options.DoubtfulScore)
        {
            limit = Math.Min(limit, _options.DoubtfulInterval);
        }

        if (summary.IsCrossingBorder)
        {
            limit = Math.Min(limit, _options.BorderInterval);
        }

        return summary.LargestMotion > 0 ? Math.Clamp((int)(_options.MaxTravel / summary.LargestMotion), 1, limit) : limit;
    }
}
