using LivePose.Pose.Onnx;

namespace LivePose.Pose.Keypoints;

/// <summary>BlazePose landmarks: positions in input pixels, each with a visibility and a presence logit; the first 33 of 39 are keypoints.</summary>
/// <remarks>
/// Bazarevsky et al. 2020 (arXiv 2006.10204). The score is P(a person is there) · P(the keypoint lies within the input);
/// visibility is P(it is not hidden).
/// </remarks>
public sealed class BlazePoseDecoder : IKeypointDecoder
{
    private const int Stride = 5;

    /// <inheritdoc/>
    public void Decode(NetworkLane lane, int sample, Span<KeypointReading> readings) =>
        Decode(lane.Output(0, sample), lane.Output(1, sample)[0], readings);

    /// <summary>Reads landmarks.</summary>
    /// <param name="landmarks">Shape [39, 5] = (x, y, z, visibility logit, presence logit).</param>
    /// <param name="person">Probability that a person is there.</param>
    /// <param name="readings">Out, shape [K], K at most 39.</param>
    public static void Decode(ReadOnlySpan<float> landmarks, float person, Span<KeypointReading> readings)
    {
        for (int k = 0; k < readings.Length; k++)
        {
            ReadOnlySpan<float> of = landmarks.Slice(Stride * k, Stride);
            readings[k] = Reading.Create(of[0], of[1], person * Reading.Sigmoid(of[4]), visibility: Reading.Sigmoid(of[3]));
        }
    }
}
