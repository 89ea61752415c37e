using LivePose.Pose.Track;

namespace LivePose.Pose.Tests.Track;

public class PoseBoxTests
{
    [Fact]
    public void HoldsTheKeypointsAndTheMarginsOfHeadAndFeet()
    {
        Keypoint[] pose = [new(100, 200, 0.9f, 1), new(200, 400, 0.9f, 1), new(150, 300, 0.5f, 1), new(900, 900, 0.1f, 1)];
        Assert.True(PoseBox.TryGet(pose, 0.2f, out Box box));
        Assert.Equal(86, box.X, 0.01f);
        Assert.Equal(178, box.Y, 0.01f);
        Assert.Equal(214, box.Right, 0.01f);
        Assert.Equal(420, box.Bottom, 0.01f);
    }

    [Theory]
    [InlineData(0.1f, 100)]
    [InlineData(0f, 100)]
    [InlineData(0.9f, 0)]
    public void SaysNothingWithoutEnoughKeypointsOrArea(float confidence, float spread)
    {
        Keypoint[] pose = [.. Enumerable.Range(0, 17).Select(k => new Keypoint(100 + (k * spread), 100 + (k * spread), confidence, 1))];
        Assert.False(PoseBox.TryGet(pose, 0.2f, out _));
    }
}
