using System.Numerics;
using System.Runtime.CompilerServices;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>Left arm (without hand) and left leg (without foot) of the built-in body.</summary>
/// <remarks>Girths near the means of ANSUR II, a little leaner: upper arm 0.31, forearm 0.27, wrist 0.16, thigh 0.56, calf 0.37, ankle 0.22.</remarks>
internal static class LimbShape
{
    private static readonly Loft Arm = new(
        new Vector3(0, 1.376f, -.030f), Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ, .03f, .012f,
        new(.090f, .050f, .050f, .052f, -.006f, 0, 0),
        new(.140f, .058f, .056f, .058f, -.004f, 0, 0),
        new(.180f, .060f, .057f, .059f, -.004f, 0, .1f),
        new(.225f, .054f, .053f, .054f, -.005f, 0, .1f),
        new(.275f, .048f, .049f, .048f, -.003f, .001f, .1f),
        new(.330f, .046f, .048f, .045f, -.001f, .001f, .1f),
        new(.385f, .041f, .041f, .040f, 0, -.002f, 0),
        new(.435f, .036f, .039f, .039f, 0, -.004f, .1f),
        new(.480f, .039f, .043f, .041f, 0, -.003f, 0),
        new(.530f, .037f, .042f, .038f, 0, -.001f, 0),
        new(.590f, .031f, .036f, .033f, 0, 0, 0),
        new(.650f, .0235f, .0305f, .029f, 0, .001f, .1f),
        new(.690f, .0205f, .029f, .0275f, 0, .001f, .2f));

    private static readonly Loft Leg = new(
        Vector3.Zero, Vector3.UnitY, Vector3.UnitX, Vector3.UnitZ, .012f, .03f,
        new(.070f, .030f, .036f, .036f, .108f, -.037f, .1f),
        new(.105f, .0305f, .034f, .036f, .108f, -.036f, .1f),
        new(.150f, .033f, .035f, .038f, .107f, -.034f, 0),
        new(.220f, .041f, .038f, .045f, .107f, -.030f, 0),
        new(.290f, .052f, .043f, .060f, .108f, -.024f, 0),
        new(.345f, .0575f, .046f, .069f, .108f, -.018f, 0),
        new(.400f, .055f, .047f, .063f, .106f, -.011f, 0),
        new(.445f, .052f, .050f, .054f, .103f, -.005f, .1f),
        new(.480f, .053f, .055f, .050f, .102f, -.002f, .15f),
        new(.520f, .056f, .059f, .052f, .101f, 0, .1f),
        new(.580f, .064f, .068f, .060f, .099f, 0, 0),
        new(.660f, .075f, .078f, .071f, .096f, 0, 0),
        new(.740f, .083f, .084f, .081f, .095f, -.002f, 0),
        new(.800f, .087f, .086f, .090f, .093f, -.006f, 0),
        new(.855f, .084f, .084f, .096f, .089f, -.010f, 0),
        new(.900f, .072f, .070f, .080f, .085f, -.010f, 0),
        new(.940f, .055f, .055f, .060f, .078f, -.010f, 0));

    /// <summary>The arm's value at a point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float EvaluateArm(Vector3 p)
    {
        float arm = Arm.Evaluate(p);
        if (arm > .06f)
        {
            return arm;
        }

        return arm
            - (.004f * Sculpt.Bump(p, new(.300f, 1.378f, .020f), new(.050f, .022f, .03f))) // biceps (elbow flexes forward)
            - (.003f * Sculpt.Bump(p, new(.280f, 1.374f, -.080f), new(.055f, .025f, .03f))) // triceps
            - (.004f * Sculpt.Bump(p, new(.190f, 1.420f, -.028f), new(.040f, .03f, .035f))) // deltoid
            - (.004f * Sculpt.Bump(p, new(.437f, 1.376f, -.078f), new(.014f, .014f, .02f))) // olecranon
            - (.003f * Sculpt.Bump(p, new(.675f, 1.386f, -.055f), new(.010f, .012f, .012f))); // ulna
    }

    /// <summary>The leg's value at a point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float EvaluateLeg(Vector3 p)
    {
        float leg = Leg.Evaluate(p);
        if (leg > .06f)
        {
            return leg;
        }

        return leg
            - (.005f * Sculpt.Bump(p, new(.102f, .485f, .052f), new(.024f, .026f, .02f))) // knee cap
            + (.004f * Sculpt.Bump(p, new(.102f, .445f, .050f), new(.03f, .012f, .02f)))
            - (.005f * Sculpt.Bump(p, new(.078f, .535f, .045f), new(.022f, .03f, .03f))) // vastus medialis
            - (.004f * Sculpt.Bump(p, new(.130f, .355f, -.070f), new(.022f, .05f, .03f))) // calf, both heads
            - (.005f * Sculpt.Bump(p, new(.086f, .340f, -.070f), new(.022f, .05f, .03f)))
            - (.005f * Sculpt.Bump(p, new(.142f, .075f, -.036f), new(.010f, .013f, .014f))) // malleoli
            - (.006f * Sculpt.Bump(p, new(.076f, .085f, -.030f), new(.010f, .013f, .014f)))
            + (.004f * Sculpt.Bump(p, new(.102f, .470f, -.055f), new(.02f, .03f, .02f))); // hollow of the knee
    }
}
