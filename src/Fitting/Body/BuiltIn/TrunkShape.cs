using System.Numerics;
using System.Runtime.CompilerServices;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>Torso and neck of the built-in body.</summary>
/// <remarks>
/// Breadths and depths near the means of ANSUR II, a little leaner: hip breadth 0.34, waist 0.27, chest 0.30; depth at the buttocks
/// 0.23, waist 0.19, chest 0.23.
/// </remarks>
internal static class TrunkShape
{
    private static readonly Loft Torso = new(
        Vector3.Zero, Vector3.UnitY, Vector3.UnitX, Vector3.UnitZ, .030f, .030f,
        new(.828f, .066f, .052f, .068f, 0, -.010f, .1f),
        new(.858f, .116f, .082f, .096f, 0, -.010f, .2f),
        new(.892f, .150f, .097f, .110f, 0, -.011f, .3f),
        new(.932f, .164f, .104f, .112f, 0, -.010f, .35f),
        new(.975f, .157f, .106f, .096f, 0, -.006f, .4f),
        new(1.025f, .143f, .102f, .084f, 0, -.004f, .4f),
        new(1.085f, .133f, .096f, .082f, 0, -.004f, .4f),
        new(1.150f, .138f, .104f, .094f, 0, -.010f, .4f),
        new(1.220f, .149f, .116f, .108f, 0, -.016f, .45f),
        new(1.285f, .157f, .112f, .112f, 0, -.022f, .5f),
        new(1.335f, .154f, .088f, .102f, 0, -.030f, .5f),
        new(1.382f, .124f, .064f, .078f, 0, -.034f, .4f),
        new(1.415f, .086f, .054f, .062f, 0, -.034f, .2f));

    private static readonly Vector3 NeckAxis = Vector3.Normalize(new Vector3(0, 1, .26f));

    private static readonly Loft Neck = new(
        new Vector3(0, 1.40f, -.040f), NeckAxis, Vector3.UnitX, Vector3.Cross(Vector3.UnitX, NeckAxis), .02f, .02f,
        new(-.02f, .084f, .060f, .062f, 0, 0, 0),
        new(.020f, .066f, .057f, .058f, 0, 0, 0),
        new(.060f, .056f, .054f, .054f, 0, 0, 0),
        new(.100f, .055f, .055f, .056f, 0, 0, 0),
        new(.150f, .056f, .058f, .060f, 0, 0, 0));

    /// <summary>The value at a point of the left half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(Vector3 p)
    {
        float torso = Torso.Evaluate(p);
        if (torso < .08f)
        {
            torso -= Relief(p);
        }

        return Sculpt.Blend(torso, Neck.Evaluate(p), .05f);
    }

    /// <summary>Muscles and furrows that the cross-sections do not hold, metres outwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Relief(Vector3 p) =>
        (.013f * Sculpt.Bump(p, new(.070f, 1.245f, .095f), new(.045f, .040f, .05f))) // chest
        + (.004f * Sculpt.Bump(p, new(.080f, 1.222f, .105f), new(.028f, .020f, .05f)))
        - (.005f * Sculpt.Bump(p, new(0, 1.245f, .095f), new(.014f, .070f, .04f))) // breastbone
        + (.012f * Sculpt.Bump(p, new(.070f, .872f, -.115f), new(.044f, .050f, .04f))) // buttocks
        - (.008f * Sculpt.Bump(p, new(0, .880f, -.12f), new(.010f, .055f, .04f)))
        - (.006f * Sculpt.Bump(p, new(0, 1.10f, -.095f), new(.016f, .150f, .04f))) // spine
        + (.005f * Sculpt.Bump(p, new(.040f, 1.07f, -.085f), new(.022f, .080f, .04f)))
        + (.007f * Sculpt.Bump(p, new(.085f, 1.315f, -.125f), new(.035f, .055f, .04f))) // shoulder blades
        + (.006f * Sculpt.Bump(p, new(0, .985f, .100f), new(.065f, .055f, .05f))) // belly
        - (.004f * Sculpt.Bump(p, new(0, 1.020f, .105f), new(.010f, .009f, .03f))) // navel
        - (.003f * Sculpt.Bump(p, new(.052f, 1.390f, .030f), new(.035f, .010f, .03f))); // above the collar bone
}
