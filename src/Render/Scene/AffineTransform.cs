using System.Numerics;

namespace LivePose.Render;

/// <summary>x' = A x + t as three rows (A_i, t_i): a bone of a skinned mesh, or where a camera stands. Row-major, 48 bytes, as the shaders read it.</summary>
/// <param name="Row0">Gives the first coordinate.</param>
/// <param name="Row1">Gives the second.</param>
/// <param name="Row2">Gives the third.</param>
public readonly record struct AffineTransform(Vector4 Row0, Vector4 Row1, Vector4 Row2)
{
    /// <summary>Changes nothing.</summary>
    public static AffineTransform Identity => new(Vector4.UnitX, Vector4.UnitY, Vector4.UnitZ);

    /// <summary>True when every number is finite.</summary>
    public bool IsFinite => Vector4.AllWhereAllBitsSet(Vector4.IsFinite(Row0) & Vector4.IsFinite(Row1) & Vector4.IsFinite(Row2));

    /// <summary>A bone: turns about the joint's place at rest and moves it to its place in the pose.</summary>
    /// <param name="x">First row of the joint's rotation from rest to pose.</param>
    /// <param name="y">Second row.</param>
    /// <param name="z">Third row.</param>
    /// <param name="rest">The joint at rest, in the coordinates of the rest vertices, metres.</param>
    /// <param name="posed">The joint in the pose, scene coordinates, metres.</param>
    public static AffineTransform Bone(Vector3 x, Vector3 y, Vector3 z, Vector3 rest, Vector3 posed) => new(
        new Vector4(x, posed.X - Vector3.Dot(x, rest)),
        new Vector4(y, posed.Y - Vector3.Dot(y, rest)),
        new Vector4(z, posed.Z - Vector3.Dot(z, rest)));

    /// <summary>The transformed point.</summary>
    public Vector3 Apply(Vector3 point)
    {
        Vector4 p = new(point, 1);
        return new Vector3(Vector4.Dot(Row0, p), Vector4.Dot(Row1, p), Vector4.Dot(Row2, p));
    }
}
