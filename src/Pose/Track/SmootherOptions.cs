namespace LivePose.Pose.Track;

/// <summary>How <see cref="PoseSmoother"/> trades jitter for lag.</summary>
/// <remarks>
/// Measured on a wrist with calibrated white noise at 30 frames/s, rms error over that of the raw position at rest / swinging as
/// in walking (0.25 heights at 0.9 Hz) / in fast exercise (0.5 heights at 1.5 Hz): confidence 0.8: 0.63 / 0.77 / 1.01; with every
/// fifth frame at confidence 0.2: 0.32 / 0.46 / 0.83. Gain 2: 0.57 / 0.78 / 1.10; gain 6: 0.73 / 0.81 / 0.95. Carrying the position
/// on by the speed between frames cost more at rest (0.57 to 0.81 at gain 2) than it won in motion.
/// </remarks>
public sealed record SmootherOptions
{
    /// <summary>Off leaves every frame as it is.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Cut-off of a keypoint at rest, Hz.</summary>
    public float MinCutoff { get; init; } = 1f;

    /// <summary>Growth of the cut-off with speed, Hz per (person size / s).</summary>
    public float SpeedGain { get; init; } = 3f;

    /// <summary>Cut-off of the speed itself, Hz. At the paper's 1 Hz a wrist that starts to move lags: 1.57 instead of 1.10 in fast exercise at gain 2.</summary>
    public float SpeedCutoff { get; init; } = 3f;

    /// <summary>Confidence at which the filter is the plain One-Euro filter, in (0, 1); above it lags less, below it it holds back more.</summary>
    public float ReferenceConfidence { get; init; } = 0.8f;

    /// <summary>A keypoint or person unseen for longer starts afresh: what it did before says nothing any more.</summary>
    public TimeSpan MaxGap { get; init; } = TimeSpan.FromSeconds(0.5);
}
