namespace LivePose.Core.Tests;

public class KeypointSetTests
{
    public static TheoryData<string> Ids => [.. KeypointSets.All.Select(set => set.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void MirrorIsAnInvolutionThatSwapsLeftAndRight(string id)
    {
        KeypointSet set = KeypointSets.Find(id)!;
        for (int k = 0; k < set.Count; k++)
        {
            Assert.Equal(k, set.Mirror[set.Mirror[k]]);
            string swapped = set.Names[k].Contains("left", StringComparison.Ordinal)
                ? set.Names[k].Replace("left", "right", StringComparison.Ordinal)
                : set.Names[k].Replace("right", "left", StringComparison.Ordinal);
            if (swapped != set.Names[k])
            {
                Assert.Equal(swapped, set.Names[set.Mirror[k]]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void LimbsAndSigmasAreValid(string id)
    {
        KeypointSet set = KeypointSets.Find(id)!;
        Assert.All(set.Limbs, limb => Assert.True(limb.From != limb.To && limb.From >= 0 && limb.To >= 0 && limb.From < set.Count && limb.To < set.Count));
        Assert.All(set.Sigmas, sigma => Assert.InRange(sigma, 0.005f, 0.2f));
        Assert.Equal(set.Count, set.Names.Distinct().Count());
    }

    [Fact]
    public void DisagreeingLengthsAreRefused() =>
        Assert.Throws<ArgumentException>(() => new KeypointSet("x", ["a", "b"], [0.1f], [0, 1], []));
}
