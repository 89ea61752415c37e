using LivePose.Fitting;

namespace LivePose.Synth;

/// <summary>Normally distributed numbers from a generator.</summary>
internal static class NormalDraws
{
    /// <summary>One number of mean 0 and the given spread (Box and Muller 1958).</summary>
    public static double Normal(this Random random, double spread) =>
        spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Three independent numbers of mean 0.</summary>
    public static Vector3D Normal(this Random random, double x, double y, double z) =>
        new(random.Normal(x), random.Normal(y), random.Normal(z));

    /// <summary>A number between two others, all equally likely.</summary>
    public static double Between(this Random random, double low, double high) => low + ((high - low) * random.NextDouble());
}
