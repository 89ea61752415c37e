namespace LivePose.Fitting;

/// <summary>One keypoint as the fit sees it.</summary>
/// <param name="X">Column, px.</param>
/// <param name="Y">Row, px.</param>
/// <param name="Weight">1 / variance per axis, px⁻²; 0 = not observed.</param>
/// <param name="ScaleSquared">c² of the robust loss, px²: an error of c counts half, a much larger one hardly pulls at all.</param>
public readonly record struct Observation(double X, double Y, double Weight, double ScaleSquared);
