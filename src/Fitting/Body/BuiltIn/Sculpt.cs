using System.Numerics;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>The few operations that the body is sculpted with; all on implicit functions in metres, negative inside.</summary>
internal static class Sculpt
{
    /// <summary>Union of two solids with a fillet of about k metres.</summary>
    /// <remarks>I. Quilez, "Smooth minimum", quadratic polynomial.</remarks>
    public static float Blend(float a, float b, float k)
    {
        float h = MathF.Max(k - MathF.Abs(a - b), 0) / k;
        return MathF.Min(a, b) - (h * h * k * 0.25f);
    }

    /// <summary>Intersection with a rounded edge of about k metres.</summary>
    public static float Cut(float a, float b, float k) => -Blend(-a, -b, k);

    /// <summary>A ball-shaped swelling to add to a surface: 1 at its centre, fading to 0 within about three spreads.</summary>
    /// <param name="p">Point.</param>
    /// <param name="centre">Its centre, metres.</param>
    /// <param name="spread">Standard deviation along each axis, metres.</param>
    public static float Bump(Vector3 p, Vector3 centre, Vector3 spread)
    {
        float d = ((p - centre) / spread).LengthSquared();
        return d < 12 ? MathF.Exp(-0.5f * d) : 0;
    }

    /// <summary>An ellipsoid along the axes.</summary>
    public static float Ellipsoid(Vector3 p, Vector3 centre, Vector3 radii)
    {
        Vector3 q = (p - centre) / radii;
        float rho = q.Length();
        return rho > 1e-4f ? (p - centre).Length() * (1 - (1 / rho)) : -MathF.Min(radii.X, MathF.Min(radii.Y, radii.Z));
    }

    /// <summary>A round cone: the hull of two balls, close enough for small differences of radius.</summary>
    public static float Cone(Vector3 p, Vector3 from, Vector3 to, float fromRadius, float toRadius)
    {
        Vector3 axis = to - from;
        float t = Math.Clamp(Vector3.Dot(p - from, axis) / axis.LengthSquared(), 0, 1);
        return (p - from - (t * axis)).Length() - float.Lerp(fromRadius, toRadius, t);
    }

    /// <summary>0 up to the edge, 1 from edge + width on, smooth between.</summary>
    public static float Step(float x, float edge, float width)
    {
        float t = Math.Clamp((x - edge) / width, 0, 1);
        return t * t * (3 - (2 * t));
    }
}
