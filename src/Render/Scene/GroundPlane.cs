using System.Numerics;

namespace LivePose.Render;

/// <summary>A grid on the floor that fades with the distance from its centre.</summary>
/// <param name="Center">A point of the floor, scene coordinates, metres.</param>
/// <param name="Up">Unit normal; (0, -1, 0) for a level camera.</param>
/// <param name="Radius">Where it has faded away, metres.</param>
public readonly record struct GroundPlane(Vector3 Center, Vector3 Up, float Radius = 4)
{
    /// <summary>A level floor under a point.</summary>
    public static GroundPlane Level(Vector3 center, float radius = 4) => new(center, -Vector3.UnitY, radius);
}
