using LivePose.Pose.Onnx;

namespace LivePose.Pose.Keypoints;

/// <summary>Regressed position and its σ; the customary score is 1 - σ̂ (Gu et al. 2023, eq. 3).</summary>
/// <remarks>RLE: Li et al. 2021 (arXiv 2107.11291); Poseur: Mao et al. 2022 (arXiv 2201.07412). The score averages both axes' σ̂ as fractions of the input.</remarks>
/// <param name="inputWidth">Columns of the network's input, px.</param>
/// <param name="inputHeight">Rows of the network's input, px.</param>
/// <param name="units">Units of the positions, and of σ unless it is a logit.</param>
/// <param name="form">What the σ numbers hold.</param>
public sealed class LikelihoodDecoder(int inputWidth, int inputHeight, CoordinateUnits units, SigmaForm form) : IKeypointDecoder
{
    /// <inheritdoc/>
    public void Decode(NetworkLane lane, int sample, Span<KeypointReading> readings)
    {
        ReadOnlySpan<float> first = lane.Output(0, sample);
        if (first.Length == 4 * readings.Length)
        {
            DecodeJoined(first, readings);
        }
        else
        {
            Decode(first, lane.Output(1, sample), readings);
        }
    }

    /// <summary>Reads separate positions and sigmas.</summary>
    /// <param name="positions">Shape [K, 2] = (x, y).</param>
    /// <param name="sigmas">Shape [K, 2] = (σx, σy), or [K, 1].</param>
    /// <param name="readings">Out, shape [K].</param>
    public void Decode(ReadOnlySpan<float> positions, ReadOnlySpan<float> sigmas, Span<KeypointReading> readings)
    {
        int each = sigmas.Length / readings.Length;
        for (int k = 0; k < readings.Length; k++)
        {
            readings[k] = Read(positions[2 * k], positions[(2 * k) + 1], sigmas[each * k], sigmas[(each * k) + each - 1]);
        }
    }

    /// <summary>Reads positions and sigmas that lie together.</summary>
    /// <param name="values">Shape [K, 4] = (x, y, σx, σy).</param>
    /// <param name="readings">Out, shape [K].</param>
    public void DecodeJoined(ReadOnlySpan<float> values, Span<KeypointReading> readings)
    {
        for (int k = 0; k < readings.Length; k++)
        {
            ReadOnlySpan<float> of = values.Slice(4 * k, 4);
            readings[k] = Read(of[0], of[1], of[2], of[3]);
        }
    }

    private KeypointReading Read(float x, float y, float sigmaX, float sigmaY)
    {
        float fractionX = Fraction(sigmaX, inputWidth), fractionY = Fraction(sigmaY, inputHeight);
        float pixelsX = fractionX * inputWidth, pixelsY = fractionY * inputHeight;
        return Reading.Create(
            Pixel(x, inputWidth),
            Pixel(y, inputHeight),
            1 - ((fractionX + fractionY) / 2),
            MathF.Sqrt(((pixelsX * pixelsX) + (pixelsY * pixelsY)) / 2));
    }

    private float Pixel(float value, int size) => units switch
    {
        CoordinateUnits.Unit => value * size,
        CoordinateUnits.Centered => (value + 0.5f) * size,
        _ => value,
    };

    /// <summary>σ as a fraction of the input's side.</summary>
    private float Fraction(float value, int size)
    {
        float unit = units == CoordinateUnits.Pixels ? size : 1;
        return form switch
        {
            SigmaForm.Sigma => MathF.Abs(value) / unit,
            SigmaForm.Log => MathF.Exp(value) / unit,
            _ => Reading.Sigmoid(value),
        };
    }
}
