namespace LivePose.Pose.Calibrate;

/// <summary>How much one form is better than another by one measure, with its 95 % interval.</summary>
/// <param name="Measure">Name of the measure.</param>
/// <param name="Difference">After minus before, on all people.</param>
/// <param name="Low">2.5 % quantile over resampled images.</param>
/// <param name="High">97.5 % quantile.</param>
public readonly record struct CalibrationGain(string Measure, double Difference, double Low, double High)
{
    /// <summary>True when the interval leaves no doubt about the sign.</summary>
    public bool IsClear => Low > 0 || High < 0;
}
