using System.Numerics;

namespace LivePose.Render;

/// <summary>A grid on the floor that fades with the distance from its centre.</summary>
/// <param name="Center">A point of the floor, scene coordinates, metres.</param>
/// <param name="Up">Unit normal; (0, -1, 0) for a level camera.</param>
/// <param name="Radius">Where it has faded away, metres.</param>
public readonly record struct GroundPlane(Vector3 Center, Vector3 Up, float Radius = 4)
{
    /// <summary>How far from straight above the light comes that throws shadows: from behind the fitted camera and its left.</summary>
    private static readonly Vector3 Slant = new(-0.35f, 0, -0.25f);

    /// <summary>A level floor under a point.</summary>
    public static GroundPlane Level(Vector3 center, float radius = 4) => new(center, -Vector3.UnitY, radius);

    /// <summary>A bone that lays whatever it moves flat on the floor, along the light.</summary>
    /// <remarks>J. Blinn, "Me and my (fake) shadow", IEEE CG&amp;A 8(1), 1988: p - (n · (p - c)) / (n · l) l, which is affine in p.</remarks>
    internal AffineTransform Shadow(in AffineTransform bone)
    {
        Vector3 light = Up + Slant;
        Vector3 along = light / Vector3.Dot(Up, light);
        Vector4 height = (Up.X * bone.Row0) + (Up.Y * bone.Row1) + (Up.Z * bone.Row2) - new Vector4(0, 0, 0, Vector3.Dot(Up, Center));
        return new AffineTransform(bone.Row0 - (along.X * height), bone.Row1 - (along.Y * height), bone.Row2 - (along.Z * height));
    }
}
