using LivePose.Pose.Onnx;

namespace LivePose.Pose.Keypoints;

/// <summary>MoveNet single pose: positions as fractions of the input, each with the network's own score.</summary>
/// <remarks>Votel and Li 2021, "Next-Generation Pose Detection with MoveNet and TensorFlow.js"; output (y, x, score).</remarks>
/// <param name="inputWidth">Columns of the network's input, px.</param>
/// <param name="inputHeight">Rows of the network's input, px.</param>
public sealed class MoveNetDecoder(int inputWidth, int inputHeight) : IKeypointDecoder
{
    /// <inheritdoc/>
    public void Decode(NetworkLane lane, int sample, Span<KeypointReading> readings) => Decode(lane.Output(0, sample), readings);

    /// <summary>Reads keypoints.</summary>
    /// <param name="values">Shape [K, 3] = (y, x, score).</param>
    /// <param name="readings">Out, shape [K].</param>
    public void Decode(ReadOnlySpan<float> values, Span<KeypointReading> readings)
    {
        for (int k = 0; k < readings.Length; k++)
        {
            ReadOnlySpan<float> of = values.Slice(3 * k, 3);
            readings[k] = Reading.Create(of[1] * inputWidth, of[0] * inputHeight, of[2]);
        }
    }
}
