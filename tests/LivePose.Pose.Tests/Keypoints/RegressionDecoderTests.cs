using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Tests.Keypoints;

/// <summary>Likelihood, integral and direct decoders on tensors whose answer is known by hand.</summary>
public class RegressionDecoderTests
{
    [Theory]
    [InlineData(CoordinateUnits.Unit, 0.25f, 0.75f)]
    [InlineData(CoordinateUnits.Centered, -0.25f, 0.25f)]
    [InlineData(CoordinateUnits.Pixels, 48f, 192f)]
    public void LikelihoodReadsEveryUnit(CoordinateUnits units, float x, float y)
    {
        float scale = units == CoordinateUnits.Pixels ? 192 : 1, scaleY = units == CoordinateUnits.Pixels ? 256 : 1;
        KeypointReading reading = Likelihood(units, SigmaForm.Sigma, [x, y], [0.1f * scale, 0.3f * scaleY]);
        Assert.Equal((48f, 192f), (reading.X, reading.Y));
        Assert.Equal(0.8f, reading.Score, 1e-6f);
        Assert.Equal(Math.Sqrt(((19.2 * 19.2) + (76.8 * 76.8)) / 2), reading.Spread, 1e-3);
    }

    [Theory]
    [InlineData(SigmaForm.Logit, -2.1972246f)] // logistic function: 0.1
    [InlineData(SigmaForm.Log, -2.3025851f)] // exponential: 0.1
    [InlineData(SigmaForm.Sigma, 0.1f)]
    public void LikelihoodReadsEveryFormOfSigma(SigmaForm form, float value) =>
        Assert.Equal(0.9f, Likelihood(CoordinateUnits.Unit, form, [0.5f, 0.5f], [value]).Score, 1e-5f);

    [Fact]
    public void LikelihoodReadsJoinedValues()
    {
        KeypointReading[] readings = new KeypointReading[2];
        new LikelihoodDecoder(100, 100, CoordinateUnits.Unit, SigmaForm.Sigma).DecodeJoined([0.125f, 0.25f, 0.25f, 0.25f, 0.5f, 0.75f, 0.5f, 0.5f], readings);
        Assert.Equal([(12.5f, 25f, 0.75f), (50f, 75f, 0.5f)], readings.Select(r => (r.X, r.Y, r.Score)));
    }

    [Fact]
    public void LikelihoodScoreNeverFallsBelowZero() =>
        Assert.Equal(0, Likelihood(CoordinateUnits.Unit, SigmaForm.Sigma, [0.5f, 0.5f], [2f]).Score);

    [Fact]
    public void IntegralIsTheExpectation()
    {
        // Two cells with equal mass at (2, 1) and (6, 3) of a map of 8 x 4: the expectation lies between them.
        float[] map = new float[8 * 4];
        map[(1 * 8) + 2] = map[(3 * 8) + 6] = 0.5f;
        KeypointReading reading = Integral(map, beta: 0, IntegralScore.Maximum, ReadingDetail.Spread);
        Assert.Equal((16f, 8f, 0.5f), (reading.X, reading.Y, reading.Score));
        Assert.Equal(MathF.Sqrt(((8 * 8) + (4 * 4)) / 2f), reading.Spread, 1e-4f);
    }

    [Fact]
    public void IntegralSoftensLogits()
    {
        float[] map = new float[8 * 4];
        map[(1 * 8) + 2] = 400; // would overflow without care
        KeypointReading reading = Integral(map, beta: 2, IntegralScore.Constant, ReadingDetail.None);
        Assert.Equal((8f, 4f, 1f), (reading.X, reading.Y, reading.Score));
    }

    [Fact]
    public void IntegralOfAFlatMapIsItsMiddle()
    {
        KeypointReading reading = Integral(new float[8 * 4], beta: 1, IntegralScore.Maximum, ReadingDetail.None);
        Assert.Equal(4 * 3.5f, reading.X, 1e-4f);
        Assert.Equal(4 * 1.5f, reading.Y, 1e-4f);
        Assert.Equal(1 / 32f, reading.Score, 1e-6f);
    }

    [Fact]
    public void MoveNetTurnsFractionsToPixels()
    {
        KeypointReading[] readings = new KeypointReading[1];
        new MoveNetDecoder(192, 256).Decode([0.25f, 0.5f, 0.9f], readings);
        Assert.Equal(new KeypointReading(96, 64, 0.9f, 0, 0, 1), readings[0]);
    }

    [Fact]
    public void BlazePoseReadsPresenceAndVisibility()
    {
        float[] landmarks = new float[195];
        landmarks.AsSpan(5, 5).Clear();
        (landmarks[5], landmarks[6], landmarks[7], landmarks[8], landmarks[9]) = (100, 200, -30, 2.1972246f, -1.3862944f);
        KeypointReading[] readings = new KeypointReading[33];
        BlazePoseDecoder.Decode(landmarks, 0.5f, readings);
        Assert.Equal((100f, 200f), (readings[1].X, readings[1].Y));
        Assert.Equal(0.5f * 0.2f, readings[1].Score, 1e-5f);
        Assert.Equal(0.9f, readings[1].Visibility, 1e-5f);
    }

    private static KeypointReading Likelihood(CoordinateUnits units, SigmaForm form, float[] position, float[] sigma)
    {
        KeypointReading[] readings = new KeypointReading[1];
        new LikelihoodDecoder(192, 256, units, form).Decode(position, sigma, readings);
        return readings[0];
    }

    private static KeypointReading Integral(float[] map, float beta, IntegralScore score, ReadingDetail detail)
    {
        KeypointReading[] readings = new KeypointReading[1];
        new IntegralDecoder(32, 16, beta, score, detail).Decode(map, 8, 4, readings);
        return readings[0];
    }
}
