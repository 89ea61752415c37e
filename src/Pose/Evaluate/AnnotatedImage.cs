namespace LivePose.Pose.Evaluate;

/// <summary>A picture of a ground truth.</summary>
/// <param name="Id">Unique in its ground truth.</param>
/// <param name="FileName">Name below the image folder; empty when the annotations do not say.</param>
/// <param name="CrowdIndex">CrowdPose's crowding in [0, 1]; NaN where the annotations have none.</param>
public sealed record AnnotatedImage(long Id, string FileName, double CrowdIndex = double.NaN);
