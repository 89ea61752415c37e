using CsCheck;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Tests.Keypoints;

/// <summary>Whatever a network puts out, readings are finite and scores are probabilities.</summary>
public class BadNumbersTests
{
    private const int K = 3, Columns = 9, Rows = 12;
    private const ReadingDetail All = ReadingDetail.Spread | ReadingDetail.SecondPeak;

    private static readonly Gen<float> Any = Gen.Frequency(
        (6, Gen.Float[-2, 2]), (1, Gen.Const(float.NaN)), (1, Gen.Const(float.PositiveInfinity)), (1, Gen.Const(float.NegativeInfinity)), (1, Gen.Float));

    private static readonly Action<float[], Span<KeypointReading>>[] Decoders =
    [
        (v, r) => new HeatmapDecoder(36, 48, HeatmapRefine.None, All).Decode(v.AsSpan(0, K * Columns * Rows), Columns, Rows, r),
        (v, r) => new HeatmapDecoder(36, 48, HeatmapRefine.Quarter, All).Decode(v.AsSpan(0, K * Columns * Rows), Columns, Rows, r),
        (v, r) => new HeatmapDecoder(36, 48, HeatmapRefine.Dark, All).Decode(v.AsSpan(0, K * Columns * Rows), Columns, Rows, r),
        (v, r) => new IntegralDecoder(36, 48, 1, IntegralScore.Maximum, All).Decode(v.AsSpan(0, K * Columns * Rows), Columns, Rows, r),
        (v, r) => new IntegralDecoder(36, 48, 0, IntegralScore.Constant, All).Decode(v.AsSpan(0, K * Columns * Rows), Columns, Rows, r),
        (v, r) => new SimCcDecoder(2, ScoreForm.Probability, SimCcScore.Product, All).Decode(v.AsSpan(0, 90), v.AsSpan(90, 120), r),
        (v, r) => new SimCcDecoder(2, ScoreForm.Logit, SimCcScore.Mean, All).Decode(v.AsSpan(0, 90), v.AsSpan(90, 120), r),
        (v, r) => new LikelihoodDecoder(36, 48, CoordinateUnits.Unit, SigmaForm.Log).DecodeJoined(v.AsSpan(0, 4 * K), r),
        (v, r) => new LikelihoodDecoder(36, 48, CoordinateUnits.Pixels, SigmaForm.Sigma).Decode(v.AsSpan(0, 2 * K), v.AsSpan(6, K), r),
        (v, r) => new MoveNetDecoder(36, 48).Decode(v.AsSpan(0, 3 * K), r),
        (v, r) => BlazePoseDecoder.Decode(v.AsSpan(0, 195), v[195], r),
    ];

    [Fact]
    public void ReadingsAreAlwaysSafe() => Any.Array[K * Columns * Rows].Sample(values =>
    {
        KeypointReading[] readings = new KeypointReading[K];
        return Decoders.All(decode =>
        {
            decode(values, readings);
            return readings.All(IsSafe);
        });
    }, iter: 500);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void TensorsWithoutAFiniteNumberAreAbsentEverywhere(float value)
    {
        float[] values = new float[K * Columns * Rows];
        Array.Fill(values, value);
        foreach (Action<float[], Span<KeypointReading>> decode in Decoders)
        {
            KeypointReading[] readings = [.. Enumerable.Repeat(new KeypointReading(1, 1, 1, 1, 1, 1), K)];
            decode(values, readings);
            Assert.All(readings, reading => Assert.Equal(default, reading));
        }
    }

    private static bool IsSafe(KeypointReading r) =>
        float.IsFinite(r.X) && float.IsFinite(r.Y) && float.IsFinite(r.Spread) && r.Spread >= 0
        && r.Score is >= 0 and <= 1 && r.SecondPeak is >= 0 and <= 1 && r.Visibility is >= 0 and <= 1;
}
