using System.Numerics;

namespace LivePose.Synth.Tests;

public sealed class RandomDrawsTests
{
    private const int Draws = 20000;

    [Fact]
    public void Normal_numbers_have_mean_0_and_their_spread()
    {
        Random random = new(1);
        float[] values = [.. Enumerable.Range(0, Draws).Select(_ => random.Normal(2f))];
        Assert.InRange(values.Average(), -.06f, .06f);
        Assert.InRange(Math.Sqrt(values.Average(v => v * v)), 1.95, 2.05);
        Assert.InRange(values.Count(v => Math.Abs(v) > 4) / (double)Draws, .035, .056); // 4.55 % beyond two spreads
    }

    [Fact]
    public void Weights_are_kept()
    {
        Random random = new(2);
        int[] counts = new int[3];
        for (int i = 0; i < Draws; i++)
        {
            counts[random.PickWeighted([1, 0, 3])]++;
        }

        Assert.Equal(0, counts[1]);
        Assert.InRange(counts[0] / (double)Draws, .235, .265);
    }

    [Fact]
    public void Logarithms_are_uniform()
    {
        Random random = new(3);
        float[] values = [.. Enumerable.Range(0, Draws).Select(_ => random.LogBetween(.1f, 10))];
        Assert.All(values, v => Assert.InRange(v, .1f, 10));
        Assert.InRange(values.Count(v => v < 1) / (double)Draws, .48, .52);
    }

    [Fact]
    public void Colours_keep_their_limits()
    {
        Random random = new(4);
        for (int i = 0; i < 1000; i++)
        {
            Vector3 color = random.Color(.5f, .2f, .9f);
            float value = MathF.Max(color.X, MathF.Max(color.Y, color.Z)), least = MathF.Min(color.X, MathF.Min(color.Y, color.Z));
            Assert.InRange(value, .1999f, .9001f);
            Assert.True(least >= .499f * value);
        }
    }
}
