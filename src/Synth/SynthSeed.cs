namespace LivePose.Synth;

/// <summary>Independent random streams from one seed, so that scene n is the same whatever else is drawn and in whatever order.</summary>
public static class SynthSeed
{
    /// <summary>The stream of one item.</summary>
    /// <param name="seed">Of the whole data set.</param>
    /// <param name="index">Of the scene or clip, not negative.</param>
    /// <param name="purpose">Separates streams of one item: 0 the scene, 1 its noise, and so on.</param>
    /// <returns>A generator with the same numbers on every machine and run.</returns>
    public static Random Stream(int seed, long index, int purpose = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ulong state = Mix(Mix(Mix((uint)seed) ^ (ulong)index) ^ (uint)purpose);
        return new Random((int)(state >> 33)); // with a seed, .NET keeps the algorithm between versions
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014): neighbours become unrelated.</summary>
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
