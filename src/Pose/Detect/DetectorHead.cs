using LivePose.Pose.Onnx;

namespace LivePose.Pose.Detect;

/// <summary>What the readers of all detector families share: the person class, the form of scores, anchors.</summary>
/// <param name="Classes">Classes C of each anchor.</param>
/// <param name="PersonClass">Index of "person", [0, C).</param>
/// <param name="Scores">What score outputs hold.</param>
/// <param name="AnchorOffset">Position of an anchor within its cell, [0, 1).</param>
/// <param name="MinScore">Lower scores are not read, [0, 1].</param>
public readonly record struct DetectorHead(int Classes, int PersonClass, ScoreForm Scores, float AnchorOffset, float MinScore)
{
    /// <summary>The head that a descriptor tells of.</summary>
    public static DetectorHead Of(ModelDescriptor model, float minScore) =>
        new(model.Classes, model.PersonClass, model.Scores, model.AnchorOffset, minScore);

    /// <summary>Probability that a score output stands for.</summary>
    public float Probability(float value) => Scores == ScoreForm.Logit ? Keypoints.Reading.Sigmoid(value) : value;

    /// <summary>Input pixel of an anchor along one axis.</summary>
    public float Anchor(int cell, int stride) => (cell + AnchorOffset) * stride;

    /// <summary>Adds the box that lies around an anchor at the given distances, input px.</summary>
    public void Add(DetectionList detections, int x, int y, int stride, float left, float top, float right, float bottom, float score)
    {
        float centerX = Anchor(x, stride), centerY = Anchor(y, stride);
        detections.Add(Box.FromCorners(centerX - left, centerY - top, centerX + right, centerY + bottom), score);
    }
}
