using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>Where a foot is to be.</summary>
/// <param name="Ankle">Position of the ankle joint, metres, world frame, ground at y = 0.</param>
/// <param name="Yaw">Where the toes point, about the vertical; 0 = +z, positive towards +x; radians.</param>
/// <param name="Pitch">Of the sole against the ground, toes down, radians.</param>
internal readonly record struct FootPin(Vector3D Ankle, double Yaw, double Pitch);
