using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>A moment of a motion.</summary>
/// <param name="Seconds">Time to get here from the moment before.</param>
/// <param name="Stance">The pose but the legs, which follow from the feet.</param>
/// <param name="Pelvis">From where it is when standing: left, up, forward; in lengths of the leg.</param>
internal sealed record MotionKey(double Seconds, Stance Stance, Vector3D Pelvis = default);
