using System.Numerics;
using LivePose.Render;
using LivePose.Synth.Drawing;

namespace LivePose.Synth.Scenes;

/// <summary>Puts unit forms where they belong.</summary>
internal static class PropPlacing
{
    /// <summary>A form of a size, turned about its upright axis.</summary>
    /// <param name="shape">The form.</param>
    /// <param name="center">Its middle, metres.</param>
    /// <param name="half">Half of its size on each of its own axes, metres.</param>
    /// <param name="yaw">Turn about y, radians.</param>
    /// <param name="material">What it looks like.</param>
    public static Prop Upright(PropShape shape, Vector3 center, Vector3 half, float yaw, Material material) =>
        Turned(shape, center, half, Quaternion.CreateFromAxisAngle(Vector3.UnitY, yaw), material);

    /// <summary>A form of a size, turned any way.</summary>
    public static Prop Turned(PropShape shape, Vector3 center, Vector3 half, Quaternion turn, Material material)
    {
        Vector3 x = half.X * Vector3.Transform(Vector3.UnitX, turn);
        Vector3 y = half.Y * Vector3.Transform(Vector3.UnitY, turn);
        Vector3 z = half.Z * Vector3.Transform(Vector3.UnitZ, turn);
        return new Prop(
            shape,
            new AffineTransform(new Vector4(x.X, y.X, z.X, center.X), new Vector4(x.Y, y.Y, z.Y, center.Y), new Vector4(x.Z, y.Z, z.Z, center.Z)),
            material);
    }

    /// <summary>Any turn, each as likely (Shoemake 1992).</summary>
    public static Quaternion AnyTurn(this Random random) => Quaternion.Normalize(
        new Quaternion(random.Normal(), random.Normal(), random.Normal(), random.Normal() + 1e-6f));

    /// <summary>A surface of things that people make or that grow.</summary>
    public static Material AnyMaterial(this Random random)
    {
        Vector3 first = random.Chance(.7) ? random.Color(.35f) : random.Color(.8f);
        Pattern pattern = (Pattern)random.Next(16);
        Vector3 second = random.Chance(.5) ? random.Near(first * random.Between(.6f, 1.3f), .03f) : random.Color(.6f);
        return new Material(first, second, random.Chance(.4) ? Pattern.Clouds : pattern, random.LogBetween(.1f, 2), random.Chance(.2) ? .3f : 0);
    }
}
