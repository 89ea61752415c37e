using System.Numerics;

namespace LivePose.Synth.Drawing;

/// <summary>A point of a surface as the shaders read it.</summary>
/// <param name="Position">Metres or unit coordinates.</param>
/// <param name="Normal">Unit vector outwards.</param>
internal readonly record struct SurfaceVertex(Vector3 Position, Vector3 Normal);
