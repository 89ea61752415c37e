using System.Numerics;
using System.Runtime.CompilerServices;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>Head of the built-in body with a simplified face.</summary>
/// <remarks>Breadth 0.150, length 0.195, chin to vertex 0.222: means of ANSUR II.</remarks>
internal static class HeadShape
{
    private static readonly Loft Face = new(
        Vector3.Zero, Vector3.UnitY, Vector3.UnitX, Vector3.UnitZ, .014f, .02f,
        new(1.484f, .026f, .026f, .034f, 0, .056f, .3f),
        new(1.500f, .041f, .040f, .050f, 0, .048f, .3f),
        new(1.520f, .051f, .051f, .058f, 0, .040f, .25f),
        new(1.545f, .058f, .059f, .056f, 0, .033f, .2f),
        new(1.575f, .063f, .063f, .056f, 0, .029f, .2f),
        new(1.605f, .067f, .067f, .056f, 0, .028f, .2f),
        new(1.635f, .066f, .064f, .056f, 0, .026f, .1f));

    /// <summary>The value at a point of the left half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(Vector3 p)
    {
        float skull = Skull(p);
        float head = Sculpt.Blend(skull, Face.Evaluate(p), .03f);
        if (head > .05f)
        {
            return head;
        }

        head -= Relief(p);
        float nose = Sculpt.Cone(p, new(0, 1.594f, .0890f), new(0, 1.551f, .1065f), .0065f, .0105f);
        nose = Sculpt.Blend(nose, Sculpt.Ellipsoid(p, new(.0105f, 1.5475f, .0965f), new(.0075f, .0068f, .0105f)), .008f);
        head = Sculpt.Blend(head, nose, .012f);
        head = Sculpt.Blend(head, Ear(p), .012f);
        return Sculpt.Blend(head, Sculpt.Ellipsoid(p, new(.0315f, 1.5895f, .0725f), new(.0135f, .0105f, .0130f)), .004f); // eyes
    }

    /// <summary>An ellipsoid a little squarer than round.</summary>
    private static float Skull(Vector3 p)
    {
        Vector3 offset = p - new Vector3(0, 1.606f, -.004f);
        Vector3 q = offset / new Vector3(.0755f, .0845f, .0985f);
        Vector3 q2 = q * q;
        float rho = float.Lerp(q.Length(), MathF.Sqrt(q2.Length()), .20f);
        return rho > 1e-3f ? offset.Length() * (1 - (1 / rho)) : -.07f;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Relief(Vector3 p) =>
        (-.0090f * Sculpt.Bump(p, new(.032f, 1.590f, .095f), new(.0145f, .0090f, .020f))) // eye sockets
        + (.0040f * Sculpt.Bump(p, new(.024f, 1.609f, .095f), new(.022f, .007f, .020f))) // brows
        + (.0045f * Sculpt.Bump(p, new(.049f, 1.563f, .068f), new(.016f, .014f, .022f))) // cheek bones
        - (.0025f * Sculpt.Bump(p, new(.047f, 1.528f, .055f), new(.018f, .018f, .028f))) // cheeks
        + (.0050f * Sculpt.Bump(p, new(0, 1.5170f, .092f), new(.0200f, .0115f, .022f))) // lips
        - (.0035f * Sculpt.Bump(p, new(0, 1.4985f, .085f), new(.022f, .0055f, .022f)))
        + (.0055f * Sculpt.Bump(p, new(0, 1.4860f, .080f), new(.016f, .0100f, .020f))) // chin
        + (.0030f * Sculpt.Bump(p, new(.052f, 1.512f, .018f), new(.012f, .014f, .018f))); // jaw

    private static float Ear(Vector3 p)
    {
        Vector3 q = p - new Vector3(.0760f, 1.580f, -.006f);
        q = new Vector3(q.X + (.28f * q.Z), (.97f * q.Y) + (.22f * q.Z), (.97f * q.Z) - (.22f * q.Y)); // swept back, leaning
        float ear = Sculpt.Ellipsoid(q, Vector3.Zero, new(.0090f, .029f, .0175f));
        return ear + (.003f * Sculpt.Bump(q, new(.009f, .002f, .002f), new(.006f, .013f, .008f)));
    }
}
