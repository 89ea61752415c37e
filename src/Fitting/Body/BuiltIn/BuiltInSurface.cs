using System.Numerics;
using System.Runtime.CompilerServices;

namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>The skin of the built-in body as one implicit function, symmetric about x = 0.</summary>
internal static class BuiltInSurface
{
    private const float Far = 1;

    /// <summary>Negative inside, about the distance in metres near the skin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(Vector3 point)
    {
        Vector3 p = new(MathF.Abs(point.X), point.Y, point.Z);
        float value = p.X < .35f && p.Y > .70f ? TrunkShape.Evaluate(p) : Far;
        if (p.Y > 1.42f && p.X < .2f)
        {
            value = Sculpt.Blend(value, HeadShape.Evaluate(p), .022f);
        }

        if (p.Y > 1.15f && p.X > .02f)
        {
            float arm = p.X < .78f ? LimbShape.EvaluateArm(p) : Far;
            float limb = p.X > .60f ? Sculpt.Blend(arm, ExtremityShape.EvaluateHand(p), .012f) : arm;
            value = Sculpt.Blend(value, limb, .05f);
        }

        if (p.Y < 1.05f && p.X < .4f)
        {
            float leg = LimbShape.EvaluateLeg(p);
            float limb = p.Y < .25f ? Sculpt.Blend(leg, ExtremityShape.EvaluateFoot(p), .030f) : leg;
            value = Sculpt.Blend(value, limb, .06f);
        }

        return value;
    }

    /// <summary>Direction of steepest ascent, not normalised, by central differences.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector3 Gradient(Vector3 p)
    {
        const float H = 4e-4f;
        return new Vector3(
            Evaluate(p + new Vector3(H, 0, 0)) - Evaluate(p - new Vector3(H, 0, 0)),
            Evaluate(p + new Vector3(0, H, 0)) - Evaluate(p - new Vector3(0, H, 0)),
            Evaluate(p + new Vector3(0, 0, H)) - Evaluate(p - new Vector3(0, 0, H))) / (2 * H);
    }
}
