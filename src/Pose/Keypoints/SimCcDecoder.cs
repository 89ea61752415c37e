using System.Numerics.Tensors;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Keypoints;

/// <summary>Two one-dimensional classifications a keypoint, over columns and over rows; the keypoint is at both maxima.</summary>
/// <remarks>Li et al. 2022, "SimCC" (arXiv 2107.03332); Jiang et al. 2023, "RTMPose" (arXiv 2303.07399).</remarks>
/// <param name="binsPerPixel">Bins for each input pixel; bin b lies at pixel b / binsPerPixel.</param>
/// <param name="form">Probabilities as they are, or logits that a softmax turns into them.</param>
/// <param name="score">How the two maxima become one score.</param>
/// <param name="detail">What to work out beside position and score.</param>
public sealed class SimCcDecoder(float binsPerPixel, ScoreForm form, SimCcScore score, ReadingDetail detail = ReadingDetail.None)
    : IKeypointDecoder
{
    /// <summary>Entries around a maximum that belong to its bump: σ of the customary training target is 5 to 7 bins.</summary>
    private const int Reach = 18;

    private float[] _scratch = [];

    /// <inheritdoc/>
    public void Decode(NetworkLane lane, int sample, Span<KeypointReading> readings) =>
        Decode(lane.Output(0, sample), lane.Output(1, sample), readings);

    /// <summary>Reads distributions.</summary>
    /// <param name="columns">Shape [K, bins of the input's width].</param>
    /// <param name="rows">Shape [K, bins of the input's height].</param>
    /// <param name="readings">Out, shape [K].</param>
    public void Decode(ReadOnlySpan<float> columns, ReadOnlySpan<float> rows, Span<KeypointReading> readings)
    {
        int across = columns.Length / readings.Length, down = rows.Length / readings.Length;
        for (int k = 0; k < readings.Length; k++)
        {
            Peak x = Find(columns.Slice(k * across, across)), y = Find(rows.Slice(k * down, down));
            float second = MathF.Max(Combine(x.Second, y.Height), Combine(x.Height, y.Second));
            float spread = MathF.Sqrt(((x.Sigma * x.Sigma) + (y.Sigma * y.Sigma)) / 2);
            readings[k] = Reading.Create(
                x.Position / binsPerPixel, y.Position / binsPerPixel, Combine(x.Height, y.Height), spread / binsPerPixel, second);
        }
    }

    private float Combine(float a, float b) => score switch
    {
        SimCcScore.Product => a * b,
        SimCcScore.Mean => (a + b) / 2,
        _ => MathF.Min(a, b),
    };

    private Peak Find(ReadOnlySpan<float> values)
    {
        if (form == ScoreForm.Logit)
        {
            values = SoftMax(values);
        }

        int position = TensorPrimitives.IndexOfMax(values);
        float height = values[position];
        if (!float.IsFinite(height))
        {
            return new Peak(float.NaN, 0, 0, 0);
        }

        return new Peak(
            position,
            Math.Clamp(height, 0, 1),
            (detail & ReadingDetail.Spread) != 0 && height > 0 ? BlobFit.Sigma(values, position, Reach) : 0,
            (detail & ReadingDetail.SecondPeak) != 0 ? Math.Clamp(SecondPeak.Height(values, position, Reach), 0, 1) : 0);
    }

    private Span<float> SoftMax(ReadOnlySpan<float> values)
    {
        if (_scratch.Length < values.Length)
        {
            _scratch = new float[values.Length];
        }

        Span<float> probabilities = _scratch.AsSpan(0, values.Length);
        TensorPrimitives.Subtract(values, TensorPrimitives.Max(values), probabilities);
        TensorPrimitives.SoftMax(probabilities, probabilities);
        return probabilities;
    }

    /// <summary>A maximum; positions and σ in bins.</summary>
    private readonly record struct Peak(float Position, float Height, float Sigma, float Second);
}
