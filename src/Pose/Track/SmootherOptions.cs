namespace LivePose.Pose.Track;

/// <summary>How <see cref="PoseSmoother"/> trades jitter for lag.</summary>
/// <remarks>
/// Measured on a wrist with calibrated white noise at 30 frames/s, rms error over that of the raw position at rest / swinging as
/// in walking (0.25 heights at 0.9 Hz) / in fast exercise (0.5 heights at 1.5 Hz): confidence 0.8: 0.57 / 0.78 / 1.10; confidence
/// 0.8 with every fifth frame at 0.2: 0.29 / 0.48 / 0.91. Gain 1: 0.48 / 0.86 / 1.40; gain 5: 0.70 / 0.80 / 0.96. Carrying the
/// position on by the speed between frames cost more at rest (0.57 to 0.81) than it won in motion.
/// </remarks>
public sealed record SmootherOptions
{
    /// <summary>Off leaves every frame as it is.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Cut-off of a keypoint at rest, Hz.</summary>
    public float MinCutoff { get; init; } = 1f;

    /// <summary>Growth of the cut-off with speed, Hz per (person size / s).</summary>
    public float SpeedGain { get; init; } = 2f;

    /// <summary>Cut-off of the speed itself, Hz. At the paper's 1 Hz a wrist that starts to move lags: 1.57 instead of 1.10 in fast exercise.</summary>
    public float SpeedCutoff { get; init; } = 3f;

    /// <summary>Confidence at which the filter is the plain One-Euro filter, in (0, 1); above it lags less, below it it holds back more.</summary>
    public float ReferenceConfidence { get; init; } = 0.8f;

    /// <summary>A keypoint or person unseen for longer starts afresh: what it did before says nothing any more.</summary>
    public TimeSpan MaxGap { get; init; } = TimeSpan.FromSeconds(0.5);
}
