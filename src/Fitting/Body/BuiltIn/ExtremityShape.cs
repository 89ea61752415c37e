using System.Numerics;
using System.Runtime.CompilerServices;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>Left hand and left foot of the built-in body.</summary>
/// <remarks>Hand 0.187 long and 0.084 broad, foot 0.26 long and 0.098 broad: means of ANSUR II.</remarks>
internal static class ExtremityShape
{
    private const float Y = 1.376f, Z = -.029f;

    private static readonly Loft Palm = new(
        new Vector3(0, Y, Z), Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ, .01f, .008f,
        new(.680f, .0195f, .028f, .027f, 0, 0, .2f),
        new(.705f, .0185f, .032f, .030f, -.001f, 0, .25f),
        new(.735f, .0170f, .038f, .036f, -.002f, .001f, .3f),
        new(.765f, .0145f, .0405f, .039f, -.003f, .001f, .35f),
        new(.780f, .0125f, .0400f, .039f, -.004f, .001f, .35f));

    /// <summary>Fingers: knuckle, two joints, tip, radius at knuckle and tip.</summary>
    private static readonly (Vector3 A, Vector3 B, Vector3 C, Vector3 D, float Root, float Tip)[] Fingers =
    [
        (new(.772f, Y - .002f, Z + .030f), new(.808f, Y - .002f, Z + .037f), new(.830f, Y - .005f, Z + .041f), new(.846f, Y - .010f, Z + .043f), .0098f, .0072f),
        (new(.778f, Y - .001f, Z + .010f), new(.817f, Y - .001f, Z + .0125f), new(.843f, Y - .004f, Z + .014f), new(.861f, Y - .010f, Z + .015f), .0100f, .0074f),
        (new(.774f, Y - .002f, Z - .010f), new(.810f, Y - .002f, Z - .0125f), new(.835f, Y - .006f, Z - .014f), new(.852f, Y - .012f, Z - .015f), .0096f, .0070f),
        (new(.764f, Y - .005f, Z - .029f), new(.792f, Y - .006f, Z - .036f), new(.810f, Y - .009f, Z - .040f), new(.824f, Y - .014f, Z - .043f), .0088f, .0064f),
    ];

    private static readonly Loft Foot = new(
        new Vector3(.1085f, .040f, 0), Vector3.UnitZ, Vector3.UnitX, Vector3.UnitY, .026f, .014f,
        new(-.074f, .026f, .020f, .050f, -.002f, 0, .1f),
        new(-.058f, .030f, .044f, .058f, -.001f, 0, .15f),
        new(-.034f, .033f, .060f, .060f, 0, 0, .2f),
        new(.010f, .034f, .040f, .060f, .002f, 0, .2f),
        new(.050f, .040f, .020f, .060f, .005f, 0, .2f),
        new(.085f, .0465f, .0045f, .060f, .009f, 0, .3f),
        new(.105f, .0470f, .0035f, .053f, .010f, -.008f, .35f),
        new(.127f, .0420f, .006f, .050f, .007f, -.014f, .4f),
        new(.140f, .0330f, .005f, .045f, .000f, -.017f, .4f));

    /// <summary>The hand's value at a point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float EvaluateHand(Vector3 p)
    {
        float palm = Palm.Evaluate(p);
        palm -= .0035f * Sculpt.Bump(p, new(.778f, Y + .010f, Z + .030f), new(.009f, .008f, .008f)); // knuckles
        palm -= .0035f * Sculpt.Bump(p, new(.784f, Y + .011f, Z + .010f), new(.009f, .008f, .008f));
        palm -= .0030f * Sculpt.Bump(p, new(.779f, Y + .010f, Z - .010f), new(.009f, .008f, .008f));
        palm -= .0060f * Sculpt.Bump(p, new(.725f, Y - .014f, Z + .024f), new(.022f, .010f, .014f)); // ball of the thumb
        float thumb = Sculpt.Cone(p, new(.708f, Y - .010f, Z + .024f), new(.742f, Y - .014f, Z + .052f), .0150f, .0125f);
        thumb = MathF.Min(thumb, Sculpt.Cone(p, new(.742f, Y - .014f, Z + .052f), new(.768f, Y - .014f, Z + .066f), .0120f, .0108f));
        thumb = Sculpt.Blend(thumb, Sculpt.Cone(p, new(.768f, Y - .014f, Z + .066f), new(.790f, Y - .015f, Z + .074f), .0110f, .0085f), .006f);
        float hand = Sculpt.Blend(palm, thumb, .020f);
        float fingers = float.MaxValue;
        foreach ((Vector3 a, Vector3 b, Vector3 c, Vector3 d, float root, float tip) in Fingers)
        {
            float third = (root - tip) / 3;
            float finger = Sculpt.Cone(p, a, b, root, root - third);
            finger = Sculpt.Blend(finger, Sculpt.Cone(p, b, c, root - third, tip + third), .004f);
            finger = Sculpt.Blend(finger, Sculpt.Cone(p, c, d, tip + third, tip), .004f);
            fingers = MathF.Min(fingers, finger);
        }

        return Sculpt.Blend(hand, fingers, .007f);
    }

    /// <summary>The foot's value at a point; the sole is cut flat at y = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float EvaluateFoot(Vector3 p)
    {
        float foot = Foot.Evaluate(p);
        foot = Sculpt.Blend(foot, Sculpt.Cone(p, new(.090f, .013f, .112f), new(.091f, .012f, .150f), .0150f, .0125f), .014f); // big toe
        foot += .006f * Sculpt.Bump(p, new(.078f, .010f, .030f), new(.014f, .018f, .035f)); // arch
        return Sculpt.Cut(foot, -p.Y, .010f);
    }
}
