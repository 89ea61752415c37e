namespace LivePose.Core.Tests;

public class OksTests
{
    [Fact]
    public void EqualsTheDefinition()
    {
        // exp(-d² / (2 (2 sigma)² area)) with d = 3, sigma = 0.1, area = 100: exp(-9 / 8).
        Assert.Equal(Math.Exp(-9.0 / 8), Oks.OfKeypoint(9, Oks.FalloffSquared(0.1, 100)), 1e-12);
    }

    [Fact]
    public void SimilarityOfAPoseWithItselfIsOne()
    {
        Keypoint[] pose = [.. Enumerable.Range(0, 17).Select(k => new Keypoint(k, 2 * k, 0.5f, 1))];
        Assert.Equal(1, Oks.Similarity(pose, pose, KeypointSets.Coco17.Sigmas, 1000), 1e-6);
    }

    [Fact]
    public void AbsentKeypointsDoNotCount()
    {
        Keypoint[] a = [new(0, 0, 1, 1), new(0, 0, 1, 1)], b = [new(0, 0, 1, 1), new(1000, 0, 0, 1)];
        Assert.Equal(1, Oks.Similarity(a, b, [0.05f, 0.05f], 100), 1e-6);
        Assert.Equal(0, Oks.Similarity(a.AsSpan(1), b.AsSpan(1), [0.05f], 100));
    }
}
