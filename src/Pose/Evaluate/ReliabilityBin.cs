namespace LivePose.Pose.Evaluate;

/// <summary>Samples of similar confidence.</summary>
/// <param name="Count">Number of samples.</param>
/// <param name="MeanConfidence">Mean confidence of the samples; 0 when empty.</param>
/// <param name="MeanAccuracy">Mean accuracy of the samples, for example OKS; 0 when empty.</param>
public readonly record struct ReliabilityBin(int Count, double MeanConfidence, double MeanAccuracy);
