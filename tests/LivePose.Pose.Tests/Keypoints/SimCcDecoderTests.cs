using CsCheck;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Tests.Keypoints;

public class SimCcDecoderTests
{
    [Theory]
    [InlineData(SimCcScore.Product, 0.4f)]
    [InlineData(SimCcScore.Mean, 0.65f)]
    [InlineData(SimCcScore.Minimum, 0.5f)]
    public void BothMaximaMakePositionAndScore(SimCcScore score, float expected)
    {
        float[] columns = new float[384], rows = new float[512];
        columns[101] = 0.8f;
        rows[300] = 0.5f;
        KeypointReading reading = Decode(columns, rows, ScoreForm.Probability, score);
        Assert.Equal((50.5f, 150f), (reading.X, reading.Y));
        Assert.Equal(expected, reading.Score, 1e-6f);
    }

    [Fact]
    public void LogitsBecomeProbabilities()
    {
        float[] columns = new float[384], rows = new float[512];
        columns[10] = 5;
        rows[20] = 500; // would overflow without care
        KeypointReading reading = Decode(columns, rows, ScoreForm.Logit, SimCcScore.Product);
        double expected = Math.Exp(5) / (Math.Exp(5) + 383);
        Assert.Equal((5f, 10f), (reading.X, reading.Y));
        Assert.Equal(expected, reading.Score, 1e-5);
    }

    [Fact]
    public void SpreadIsTheBumpsWidth() => Gen.Select(Gen.Float[60, 300], Gen.Float[60, 400], Gen.Float[2, 8]).Sample((x, y, sigma) =>
    {
        KeypointReading reading = Decode(Bump(384, (x, sigma, 0.9f)), Bump(512, (y, sigma, 0.7f)), ScoreForm.Probability, SimCcScore.Product, ReadingDetail.Spread);
        return Math.Abs(reading.Spread - (sigma / 2)) < 0.01f * sigma;
    }, iter: 100);

    [Fact]
    public void SecondPeakScoresTheOtherPlace()
    {
        float[] columns = Bump(384, (100, 5, 0.8f), (200, 5, 0.6f)), rows = Bump(512, (300, 5, 0.5f));
        KeypointReading reading = Decode(columns, rows, ScoreForm.Probability, SimCcScore.Product, ReadingDetail.SecondPeak);
        Assert.Equal(0.3f, reading.SecondPeak, 1e-3f);
    }

    private static KeypointReading Decode(
        float[] columns, float[] rows, ScoreForm form, SimCcScore score, ReadingDetail detail = ReadingDetail.None)
    {
        KeypointReading[] readings = new KeypointReading[1];
        new SimCcDecoder(2, form, score, detail).Decode(columns, rows, readings);
        return readings[0];
    }

    private static float[] Bump(int length, params (float Center, float Sigma, float Height)[] bumps) =>
        [.. Enumerable.Range(0, length).Select(i => bumps.Max(b => b.Height * MathF.Exp(-MathF.Pow(i - b.Center, 2) / (2 * b.Sigma * b.Sigma))))];
}
