using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>Directions and the rotations that go with them.</summary>
internal static class Directions
{
    /// <summary>The vector with length 1; a vector of no length becomes +y.</summary>
    public static Vector3D Unit(Vector3D v)
    {
        double length = v.Length;
        return length < 1e-9 ? new Vector3D(0, 1, 0) : (1 / length) * v;
    }

    /// <summary>A direction a fraction t of the way from one to another, length 1.</summary>
    public static Vector3D Blend(Vector3D a, Vector3D b, double t) => Unit(((1 - t) * Unit(a)) + (t * Unit(b)));

    /// <summary>What is left of a vector without its part along a unit vector.</summary>
    public static Vector3D Across(Vector3D v, Vector3D unit) => v - (Vector3D.Dot(v, unit) * unit);

    /// <summary>Where a vector goes under the shortest rotation of one unit vector onto another, not its opposite.</summary>
    public static Vector3D Carry(Vector3D v, Vector3D from, Vector3D to)
    {
        Vector3D axis = Vector3D.Cross(from, to);
        double cos = Vector3D.Dot(from, to);
        return v + Vector3D.Cross(axis, v) + ((1 / Math.Max(1 + cos, 1e-6)) * Vector3D.Cross(axis, Vector3D.Cross(axis, v)));
    }

    /// <summary>Angle between two unit vectors, radians.</summary>
    public static double Angle(Vector3D a, Vector3D b) => Math.Atan2(Vector3D.Cross(a, b).Length, Vector3D.Dot(a, b));

    /// <summary>The matrix with these columns.</summary>
    public static Matrix3 Columns(Vector3D x, Vector3D y, Vector3D z) => new(x.X, y.X, z.X, x.Y, y.Y, z.Y, x.Z, y.Z, z.Z);

    /// <summary>The rotation of the other side of the body: mirrored at the plane x = 0.</summary>
    public static Matrix3 Mirror(in Matrix3 r) => new(r.M11, -r.M12, -r.M13, -r.M21, r.M22, r.M23, -r.M31, r.M32, r.M33);
}
