namespace LivePose.Synth.Annotations;

/// <summary>One annotated keypoint.</summary>
/// <param name="X">Column, px; 0 when outside the picture.</param>
/// <param name="Y">Row, px; 0 when outside the picture.</param>
/// <param name="Visibility">COCO's: 2 seen, 1 inside the picture but hidden, 0 outside.</param>
public readonly record struct KeypointLabel(double X, double Y, int Visibility);
