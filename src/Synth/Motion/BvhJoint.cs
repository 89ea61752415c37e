using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>A joint of a Biovision hierarchy.</summary>
/// <param name="Name">As the file gives it.</param>
/// <param name="Parent">Index of the joint above, smaller than its own; -1 for the root.</param>
/// <param name="Offset">From the joint above at rest, in the file's unit and axes.</param>
/// <param name="Channels">What its numbers mean, in the order in which they are applied.</param>
/// <param name="FirstChannel">Where its numbers start in a frame.</param>
public sealed record BvhJoint(string Name, int Parent, Vector3D Offset, IReadOnlyList<BvhChannel> Channels, int FirstChannel);
