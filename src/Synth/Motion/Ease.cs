namespace LivePose.Synth;

/// <summary>Curves that motions follow between two values.</summary>
internal static class Ease
{
    /// <summary>From 0 to 1 with no speed and no acceleration at either end; 0 before and 1 after (K. Perlin, "Improving noise", 2002).</summary>
    public static double Smooth(double t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * t * ((t * ((6 * t) - 15)) + 10);
    }

    /// <summary>The cubic from one value and speed to another.</summary>
    /// <param name="from">Value at t = 0.</param>
    /// <param name="fromSpeed">Change by one unit of t there.</param>
    /// <param name="to">Value at t = 1.</param>
    /// <param name="toSpeed">Change by one unit of t there.</param>
    /// <param name="t">0 to 1.</param>
    public static double Hermite(double from, double fromSpeed, double to, double toSpeed, double t)
    {
        double t2 = t * t, t3 = t2 * t;
        return (((2 * t3) - (3 * t2) + 1) * from) + ((t3 - (2 * t2) + t) * fromSpeed) + (((3 * t2) - (2 * t3)) * to) + ((t3 - t2) * toSpeed);
    }
}
