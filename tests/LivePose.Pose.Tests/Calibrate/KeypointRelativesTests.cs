using LivePose.Pose.Calibrate;

namespace LivePose.Pose.Tests.Calibrate;

public class KeypointRelativesTests
{
    [Theory]
    [InlineData("left_pinky", "left_wrist")]
    [InlineData("right_thumb", "right_wrist")]
    [InlineData("left_heel", "left_ankle")]
    [InlineData("right_foot_index", "right_ankle")]
    [InlineData("mouth_left", "nose")]
    [InlineData("left_knee", "left_knee")]
    public void BlazePoseOnCocoTakesTheNearestJoint(string keypoint, string relative)
    {
        KeypointSet set = KeypointSets.BlazePose33;
        bool[] annotated = [.. set.Names.Select(name => KeypointSets.Coco17.IndexOf(name) >= 0)];
        Assert.Equal(17, annotated.Count(a => a));
        Assert.Equal(relative, set.Names[KeypointRelatives.Of(set, annotated)[set.IndexOf(keypoint)]]);
    }

    [Fact]
    public void ACompletedHeadAnswersForThem()
    {
        KeypointSet set = KeypointSets.BlazePose33;
        bool[] annotated = [.. set.Names.Select(name => KeypointSets.Coco17.IndexOf(name) >= 0)];
        HeadShape shape = new(33, 4, 0, false);
        CalibrationHead head = KeypointRelatives.Complete(TinyNetwork.RandomHead(shape), set, annotated);
        float[] s = new float[33], v = new float[33];
        head.Predict([1, 2, 3, 4], [], s, v);
        Assert.Equal(s[set.IndexOf("left_wrist")], s[set.IndexOf("left_index")]);
        Assert.Equal(v[set.IndexOf("right_ankle")], v[set.IndexOf("right_heel")]);
        Assert.NotEqual(s[set.IndexOf("left_wrist")], s[set.IndexOf("right_wrist")]);
    }
}
