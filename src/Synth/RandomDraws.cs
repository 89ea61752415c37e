using System.Numerics;

namespace LivePose.Synth;

/// <summary>The distributions that scenes are drawn from.</summary>
internal static class RandomDraws
{
    /// <summary>Uniform in [low, high).</summary>
    public static float Between(this Random random, float low, float high) => low + ((high - low) * random.NextSingle());

    /// <summary>Uniform in the logarithm, in [low, high); both positive.</summary>
    public static float LogBetween(this Random random, float low, float high) => low * MathF.Pow(high / low, random.NextSingle());

    /// <summary>True with a probability.</summary>
    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>Normal deviate of mean 0 (Box and Muller 1958).</summary>
    public static float Normal(this Random random, float spread = 1) =>
        spread * MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());

    /// <summary>One of the items, each as likely.</summary>
    public static T Pick<T>(this Random random, ReadOnlySpan<T> items) => items[random.Next(items.Length)];

    /// <summary>Index of one of the weights, as likely as its share; weights not negative.</summary>
    public static int PickWeighted(this Random random, ReadOnlySpan<float> weights)
    {
        float left = random.NextSingle();
        float sum = 0;
        foreach (float weight in weights)
        {
            sum += weight;
        }

        left *= sum;
        for (int i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }

    /// <summary>A colour of any hue, sRGB in [0, 1].</summary>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="saturation">Most saturation, in [0, 1].</param>
    /// <param name="darkest">Least value, in [0, 1].</param>
    /// <param name="brightest">Most value, in [0, 1].</param>
    public static Vector3 Color(this Random random, float saturation = 1, float darkest = 0.05f, float brightest = 1)
    {
        float hue = 6 * random.NextSingle();
        float s = saturation * random.NextSingle();
        float v = random.Between(darkest, brightest);
        Vector3 pure = new(
            Math.Clamp(MathF.Abs(hue - 3) - 1, 0, 1), Math.Clamp(2 - MathF.Abs(hue - 2), 0, 1), Math.Clamp(2 - MathF.Abs(hue - 4), 0, 1));
        return v * Vector3.Lerp(Vector3.One, pure, s);
    }

    /// <summary>A colour near another one, in [0, 1].</summary>
    public static Vector3 Near(this Random random, Vector3 color, float spread) =>
        Vector3.Clamp(color + new Vector3(random.Normal(spread), random.Normal(spread), random.Normal(spread)), Vector3.Zero, Vector3.One);
}
