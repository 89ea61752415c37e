using System.Numerics;

namespace LivePose.Synth.Scenes;

/// <summary>Light of a scene: one far source and the light that comes from everywhere. Linear colours, about 1 in sum.</summary>
/// <param name="ToSun">Unit vector towards the source, world frame.</param>
/// <param name="Sun">Its colour.</param>
/// <param name="Sky">Light from above.</param>
/// <param name="Ground">Light from below.</param>
/// <param name="Shadow">How much darker it is under people's feet, in [0, 1].</param>
public sealed record Lighting(Vector3 ToSun, Vector3 Sun, Vector3 Sky, Vector3 Ground, float Shadow);
