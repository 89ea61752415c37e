namespace LivePose.Pose.Calibrate;

/// <summary>An annotated person that the network was run on.</summary>
/// <param name="Person">Index in the ground truth's people.</param>
/// <param name="Transform">From frame to crop and back.</param>
public readonly record struct CalibrationPerson(int Person, Crop.CropTransform Transform);
