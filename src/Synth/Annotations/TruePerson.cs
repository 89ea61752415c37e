using LivePose.Fitting;

namespace LivePose.Synth.Annotations;

/// <summary>The truth in 3D of one annotated person.</summary>
/// <param name="AnnotationId">Of the person in the COCO file.</param>
/// <param name="Camera">The picture's camera.</param>
/// <param name="Joints">SMPL's 24 joints, camera frame, metres, shape [24].</param>
public sealed record TruePerson(long AnnotationId, PinholeCamera Camera, Vector3D[] Joints);
