namespace LivePose.Synth.Tests;

public sealed class SynthSeedTests
{
    [Fact]
    public void The_same_item_has_the_same_numbers() =>
        Assert.Equal(SynthSeed.Stream(7, 12).NextInt64(), SynthSeed.Stream(7, 12).NextInt64());

    [Fact]
    public void Items_purposes_and_seeds_differ()
    {
        HashSet<long> first = [];
        for (int seed = 0; seed < 4; seed++)
        {
            for (int index = 0; index < 100; index++)
            {
                Assert.True(first.Add(SynthSeed.Stream(seed, index).NextInt64()));
                Assert.True(first.Add(SynthSeed.Stream(seed, index, 1).NextInt64()));
            }
        }
    }
}
