namespace LivePose;

/// <summary>One keypoint in frame pixels: origin top-left, +x right, +y down, centre of the top-left pixel = (0, 0), as in OpenCV.</summary>
/// <param name="X">Column, px, sub-pixel.</param>
/// <param name="Y">Row, px, sub-pixel.</param>
/// <param name="Confidence">In [0, 1], never NaN; 0 = absent. Expected OKS of this keypoint when the model is calibrated, else the model's own score.</param>
/// <param name="Visibility">P(labelled and in view), in [0, 1]; 1 where the model does not say.</param>
public readonly record struct Keypoint(float X, float Y, float Confidence, float Visibility);
