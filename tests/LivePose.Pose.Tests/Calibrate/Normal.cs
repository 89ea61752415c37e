namespace LivePose.Pose.Tests.Calibrate;

/// <summary>Normal variates by Box and Muller.</summary>
internal static class Normal
{
    public static double Sample(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
