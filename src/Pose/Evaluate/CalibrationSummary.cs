namespace LivePose.Pose.Evaluate;

/// <summary>Calibration of one set of results: the numbers and the curves behind them.</summary>
public sealed record CalibrationSummary
{
    private CalibrationSummary()
    {
    }

    /// <summary>What was measured.</summary>
    public required CalibrationSamples Samples { get; init; }

    /// <summary>Keypoint scores against keypoint accuracy.</summary>
    public required CalibrationMeasures Keypoint { get; init; }

    /// <summary>Instance scores against instance accuracy.</summary>
    public required CalibrationMeasures Instance { get; init; }

    /// <summary>AUSE with PCK error, at each share of the reference length.</summary>
    public required IReadOnlyList<PckAuse> PckAuses { get; init; }

    /// <summary>Measures samples.</summary>
    /// <param name="samples">From <see cref="CalibrationSamples.Collect"/>.</param>
    /// <param name="pckThresholds">From <see cref="Pck.Thresholds"/>.</param>
    public static CalibrationSummary Of(CalibrationSamples samples, IReadOnlyList<double> pckThresholds) => new()
    {
        Samples = samples,
        Keypoint = CalibrationMeasures.Of(samples.KeypointConfidences, samples.KeypointAccuracies),
        Instance = CalibrationMeasures.Of(samples.InstanceConfidences, samples.InstanceAccuracies),
        PckAuses = [.. pckThresholds.Select(threshold => PckAuse.Of(samples, threshold))],
    };
}
