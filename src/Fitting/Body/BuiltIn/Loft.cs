using System.Numerics;
using System.Runtime.CompilerServices;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>A solid given by cross-sections along a straight axis, as an implicit function: negative inside, about the distance in metres.</summary>
/// <remarks>
/// Every column of the table is a profile curve, interpolated by Catmull-Rom splines (E. Catmull, R. Rom, 1974); the ends are
/// rounded. The value is the distance along the ray from the section's centre, exact on the surface.
/// </remarks>
internal sealed class Loft
{
    private readonly Vector3 _origin;
    private readonly Vector3 _axis;
    private readonly Vector3 _side;
    private readonly Vector3 _front;
    private readonly float _startRounding;
    private readonly float _endRounding;
    private readonly Station[] _stations;

    /// <param name="origin">Where along = side = front = 0.</param>
    /// <param name="axis">Unit direction of the axis.</param>
    /// <param name="side">Unit direction of widths, orthogonal to the axis.</param>
    /// <param name="front">Unit direction of depths, orthogonal to both.</param>
    /// <param name="startRounding">Radius of the cap before the first station.</param>
    /// <param name="endRounding">Radius of the cap after the last station.</param>
    /// <param name="stations">At least 2, ascending.</param>
    public Loft(Vector3 origin, Vector3 axis, Vector3 side, Vector3 front, float startRounding, float endRounding, params Station[] stations)
    {
        (_origin, _axis, _side, _front) = (origin, axis, side, front);
        (_startRounding, _endRounding, _stations) = (startRounding, endRounding, stations);
    }

    /// <summary>The value at a point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Evaluate(Vector3 point)
    {
        Vector3 p = point - _origin;
        float along = Vector3.Dot(p, _axis);
        float first = _stations[0].At, last = _stations[^1].At;
        Station s = Interpolate(Math.Clamp(along, first, last));
        float x = Vector3.Dot(p, _side) - s.Side, z = Vector3.Dot(p, _front) - s.Forward;
        float u = x / s.Width, v = z / (z > 0 ? s.Front : s.Back);
        float u2 = u * u, v2 = v * v;
        float round = MathF.Sqrt(u2 + v2), square = MathF.Sqrt(MathF.Sqrt((u2 * u2) + (v2 * v2)));
        float rho = float.Lerp(round, square, s.Squareness);
        float length = MathF.Sqrt((x * x) + (z * z));
        float lateral = rho > 1e-4f ? length - (length / rho) : -MathF.Min(s.Width, MathF.Min(s.Front, s.Back));
        float beyond = MathF.Max(first - along, along - last);
        if (beyond <= 0)
        {
            return lateral;
        }

        float rounding = along < first ? _startRounding : _endRounding;
        float outside = MathF.Max(lateral + rounding, 0);
        return MathF.Sqrt((outside * outside) + (beyond * beyond)) - rounding;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Station Interpolate(float along)
    {
        int i = 1;
        while (i < _stations.Length - 1 && along > _stations[i].At)
        {
            i++;
        }

        ref readonly Station b = ref _stations[i - 1];
        ref readonly Station c = ref _stations[i];
        ref readonly Station a = ref _stations[Math.Max(i - 2, 0)];
        ref readonly Station d = ref _stations[Math.Min(i + 1, _stations.Length - 1)];
        float step = c.At - b.At, t = (along - b.At) / step;
        float before = i > 1 ? step / (c.At - a.At) : 1, after = i + 1 < _stations.Length ? step / (d.At - b.At) : 1;
        float t2 = t * t, t3 = t2 * t;
        Vector4 basis = new((2 * t3) - (3 * t2) + 1, t3 - (2 * t2) + t, (3 * t2) - (2 * t3), t3 - t2);
        return new Station(
            along,
            Cubic(a.Width, b.Width, c.Width, d.Width, before, after, basis),
            Cubic(a.Front, b.Front, c.Front, d.Front, before, after, basis),
            Cubic(a.Back, b.Back, c.Back, d.Back, before, after, basis),
            Cubic(a.Side, b.Side, c.Side, d.Side, before, after, basis),
            Cubic(a.Forward, b.Forward, c.Forward, d.Forward, before, after, basis),
            float.Lerp(b.Squareness, c.Squareness, t));
    }

    /// <summary>Hermite cubic from b to c with slopes from the neighbours, which lie at uneven distances.</summary>
    private static float Cubic(float a, float b, float c, float d, float before, float after, Vector4 basis) =>
        Vector4.Dot(basis, new Vector4(b, (c - a) * before, c, (d - b) * after));
}
