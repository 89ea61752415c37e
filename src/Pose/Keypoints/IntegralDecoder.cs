using System.Numerics.Tensors;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Keypoints;

/// <summary>One map a keypoint; the keypoint is at its expectation (soft-argmax).</summary>
/// <remarks>Sun et al. 2018, "Integral Human Pose Regression" (arXiv 1711.08229). Cell i lies at input pixel i · (input size / map size).</remarks>
/// <param name="inputWidth">Columns of the network's input, px.</param>
/// <param name="inputHeight">Rows of the network's input, px.</param>
/// <param name="beta">What the maps are multiplied by before the softmax; 0 = they are distributions already.</param>
/// <param name="score">What the score is.</param>
/// <param name="detail">What to work out beside position and score; a second peak is not looked for.</param>
public sealed class IntegralDecoder(
    int inputWidth, int inputHeight, float beta, IntegralScore score, ReadingDetail detail = ReadingDetail.None)
    : IKeypointDecoder
{
    private float[] _probabilities = [];
    private float[] _ramp = [];

    /// <inheritdoc/>
    public void Decode(NetworkLane lane, int sample, Span<KeypointReading> readings)
    {
        ReadOnlySpan<int> shape = lane.OutputShape(0, sample);
        Decode(lane.Output(0, sample), shape[^1], shape[^2], readings);
    }

    /// <summary>Reads maps.</summary>
    /// <param name="maps">Shape [K, rows, columns].</param>
    /// <param name="columns">Columns of a map.</param>
    /// <param name="rows">Rows of a map.</param>
    /// <param name="readings">Out, shape [K].</param>
    public void Decode(ReadOnlySpan<float> maps, int columns, int rows, Span<KeypointReading> readings)
    {
        int cells = columns * rows;
        if (_probabilities.Length != cells || _ramp.Length != columns)
        {
            _probabilities = new float[cells];
            _ramp = [.. Enumerable.Range(0, columns).Select(i => (float)i)];
        }

        for (int k = 0; k < readings.Length; k++)
        {
            ToProbabilities(maps.Slice(k * cells, cells));
            readings[k] = Read(columns, rows);
        }
    }

    private void ToProbabilities(ReadOnlySpan<float> map)
    {
        if (beta == 0)
        {
            TensorPrimitives.Divide(map, TensorPrimitives.Sum(map), _probabilities);
            return;
        }

        TensorPrimitives.Subtract(map, TensorPrimitives.Max(map), _probabilities);
        TensorPrimitives.Multiply(_probabilities, beta, _probabilities);
        TensorPrimitives.SoftMax<float>(_probabilities, _probabilities);
    }

    private KeypointReading Read(int columns, int rows)
    {
        float meanX = 0, meanY = 0;
        for (int y = 0; y < rows; y++)
        {
            ReadOnlySpan<float> row = _probabilities.AsSpan(y * columns, columns);
            meanX += TensorPrimitives.Dot(row, _ramp);
            meanY += y * TensorPrimitives.Sum(row);
        }

        float strideX = (float)inputWidth / columns, strideY = (float)inputHeight / rows;
        float height = score == IntegralScore.Constant ? 1 : TensorPrimitives.Max<float>(_probabilities);
        float spread = (detail & ReadingDetail.Spread) != 0 ? Spread(columns, meanX, meanY, strideX, strideY) : 0;
        return Reading.Create(meanX * strideX, meanY * strideY, height, spread);
    }

    /// <summary>Standard deviation of the distribution, root mean square of both axes, input px.</summary>
    private float Spread(int columns, float meanX, float meanY, float strideX, float strideY)
    {
        float sum = 0;
        for (int i = 0; i < _probabilities.Length; i++)
        {
            float dx = ((i % columns) - meanX) * strideX, dy = ((i / columns) - meanY) * strideY;
            sum += _probabilities[i] * ((dx * dx) + (dy * dy));
        }

        return MathF.Sqrt(sum / 2);
    }
}
