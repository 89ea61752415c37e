namespace LivePose.Pose.Keypoints;

/// <summary>What a decoder reads from the network's output for one keypoint, before any calibration. Positions are pixels of the network's input crop.</summary>
/// <param name="X">Column in the crop, px; the centre of its top-left pixel = (0, 0).</param>
/// <param name="Y">Row in the crop, px.</param>
/// <param name="Score">The family's customary score, in [0, 1]: heatmap maximum, 1 - σ̂, SimCC maxima, or the network's own.</param>
/// <param name="Spread">σ̂, crop px: width of the fitted heatmap blob, or the regressed σ; 0 when the family has none or it was not asked for.</param>
/// <param name="SecondPeak">Height of the second-highest separate peak, in [0, 1]; 0 when the family has none or it was not asked for.</param>
/// <param name="Visibility">The network's own visibility, in [0, 1]; 1 when it does not say.</param>
public readonly record struct KeypointReading(float X, float Y, float Score, float Spread, float SecondPeak, float Visibility);
