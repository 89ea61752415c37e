namespace LivePose.Core.Tests;

public class SkeletonsTests
{
    public static TheoryData<string> Sets => [.. KeypointSets.All.Select(set => set.Id)];

    [Fact]
    public void EverySetIsKnownWithItsSize() => Assert.Equal(
        [("coco17", 17), ("mpii16", 16), ("efficientpose16", 16), ("halpe26", 26), ("coco_wholebody133", 133), ("blazepose33", 33), ("crowdpose14", 14)],
        KeypointSets.All.Select(set => (set.Id, set.Count)));

    [Fact]
    public void UnknownSetIsNull() => Assert.Null(KeypointSets.Find("coco18"));

    [Theory]
    [MemberData(nameof(Sets))]
    public void MirrorSwapsLeftAndRightAndNothingElse(string id)
    {
        KeypointSet set = KeypointSets.Find(id)!;
        for (int k = 0; k < set.Count; k++)
        {
            Assert.Equal(k, set.Mirror[set.Mirror[k]]);
            string name = set.Names[k];
            if (!name.StartsWith("face_", StringComparison.Ordinal))
            {
                string swapped = name.Contains("left", StringComparison.Ordinal) ? name.Replace("left", "right") : name.Replace("right", "left");
                Assert.Equal(swapped, set.Names[set.Mirror[k]]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void LimbsAreRealAndSymmetric(string id)
    {
        KeypointSet set = KeypointSets.Find(id)!;
        HashSet<(int, int)> limbs = [.. set.Limbs.Select(limb => Ordered(limb.From, limb.To))];
        Assert.Equal(set.Limbs.Length, limbs.Count);
        Assert.All(set.Limbs, limb =>
        {
            Assert.InRange(limb.From, 0, set.Count - 1);
            Assert.InRange(limb.To, 0, set.Count - 1);
            Assert.NotEqual(limb.From, limb.To);
            Assert.Contains(Ordered(set.Mirror[limb.From], set.Mirror[limb.To]), limbs);
        });
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void SharedNamesHaveCocosSigmas(string id)
    {
        KeypointSet set = KeypointSets.Find(id)!;
        KeypointMapping fromCoco = new(KeypointSets.Coco17, set);
        for (int k = 0; k < set.Count; k++)
        {
            Assert.InRange(set.Sigmas[k], 0.005f, 0.15f);
            if (fromCoco.Sources[k] >= 0)
            {
                Assert.Equal(KeypointSets.Coco17.Sigmas[fromCoco.Sources[k]], set.Sigmas[k]);
            }
        }
    }

    [Fact]
    public void WholeBodyHasItsFiveParts()
    {
        KeypointSet set = KeypointSets.CocoWholeBody133;
        Assert.Equal(
            [("body", 0, 17), ("foot", 17, 6), ("face", 23, 68), ("left_hand", 91, 21), ("right_hand", 112, 21)],
            set.Parts.Select(part => (part.Name, part.Start, part.Count)));
        Assert.Equal("right_hand_root", set.Names[112]);
        Assert.Equal("left_pinky_finger4", set.Names[111]);
    }

    [Theory]
    [InlineData(0, 16)] // ends of the jaw
    [InlineData(17, 26)] // outer ends of the brows
    [InlineData(21, 22)]
    [InlineData(30, 30)] // tip of the nose
    [InlineData(31, 35)]
    [InlineData(36, 45)] // outer corners of the eyes
    [InlineData(39, 42)]
    [InlineData(40, 47)] // lower lids
    [InlineData(41, 46)]
    [InlineData(48, 54)] // corners of the mouth
    [InlineData(57, 57)]
    [InlineData(59, 55)]
    [InlineData(60, 64)]
    [InlineData(67, 65)]
    public void FacePointsMirrorAsIBug(int point, int mirrored) =>
        Assert.Equal(23 + mirrored, KeypointSets.CocoWholeBody133.Mirror[23 + point]);

    [Fact]
    public void SetWithoutPartsIsOneBody() => Assert.Equal([new KeypointPart("body", 0, 17)], KeypointSets.Coco17.Parts);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(0, 3)]
    public void PartsThatDoNotCoverTheSetAreRefused(int start, int count) => Assert.Throws<ArgumentException>(
        () => new KeypointSet("x", ["a", "b"], [1, 1], [0, 1], [], [new("p", start, count)]));

    [Theory]
    [InlineData("blazepose33", 17)]
    [InlineData("coco_wholebody133", 17)]
    [InlineData("halpe26", 17)]
    [InlineData("mpii16", 12)]
    [InlineData("efficientpose16", 12)]
    public void MapsToCocoByName(string id, int shared)
    {
        KeypointSet from = KeypointSets.Find(id)!;
        KeypointMapping mapping = new(from, KeypointSets.Coco17);
        Keypoint[] source = [.. Enumerable.Range(0, from.Count).Select(k => new Keypoint(k, -k, 0.5f, 1))];
        Keypoint[] target = new Keypoint[17];
        mapping.Map(source, target);
        Assert.Equal(shared, mapping.SharedCount);
        for (int k = 0; k < 17; k++)
        {
            int index = from.IndexOf(KeypointSets.Coco17.Names[k]);
            Assert.Equal(index < 0 ? default : source[index], target[k]);
        }
    }

    [Fact]
    public void MappingRefusesWrongLengths() => Assert.Throws<ArgumentException>(
        () => new KeypointMapping(KeypointSets.Mpii16, KeypointSets.Coco17).Map(new Keypoint[17], new Keypoint[17]));

    private static (int, int) Ordered(int a, int b) => (Math.Min(a, b), Math.Max(a, b));
}
