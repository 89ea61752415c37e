namespace LivePose.Pose.Evaluate;

/// <summary>AUSE where the error is 1 - PCK: 1 for a wrong keypoint, the share of wrong keypoints for a pose.</summary>
/// <param name="Threshold">Share of the reference length within which a keypoint is correct.</param>
/// <param name="Keypoint">Over keypoints.</param>
/// <param name="Instance">Over poses.</param>
public sealed record PckAuse(double Threshold, double Keypoint, double Instance)
{
    /// <summary>Measures samples at one threshold.</summary>
    public static PckAuse Of(CalibrationSamples samples, double threshold) => new(
        threshold,
        Sparsification.Of(samples.KeypointConfidences, CalibrationMeasures.ErrorsOf(samples.KeypointPck(threshold))).Ause,
        Sparsification.Of(samples.InstanceConfidences, CalibrationMeasures.ErrorsOf(samples.InstancePck(threshold))).Ause);
}
