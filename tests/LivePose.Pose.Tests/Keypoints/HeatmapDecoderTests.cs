using CsCheck;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Tests.Keypoints;

public class HeatmapDecoderTests
{
    private const int Columns = 48, Rows = 64, Stride = 4;

    [Theory]
    [InlineData(HeatmapRefine.None, 0, 0)]
    [InlineData(HeatmapRefine.Quarter, 0.25f, -0.25f)]
    public void MaximumIsThePosition(HeatmapRefine refine, float offsetX, float offsetY)
    {
        float[] map = new float[Columns * Rows];
        map[(20 * Columns) + 10] = 0.75f;
        map[(20 * Columns) + 11] = 0.5f; // right of it
        map[(19 * Columns) + 10] = 0.4f; // above it
        KeypointReading reading = Decode(map, refine);
        Assert.Equal(new KeypointReading(Stride * (10 + offsetX), Stride * (20 + offsetY), 0.75f, 0, 0, 1), reading);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(Columns - 1, 0)]
    [InlineData(0, Rows - 1)]
    [InlineData(Columns - 1, Rows - 1)]
    public void MaximumInACornerIsNotRefinedOutwards(int x, int y)
    {
        foreach (HeatmapRefine refine in Enum.GetValues<HeatmapRefine>())
        {
            KeypointReading reading = Decode(Gaussian((x, y, 2, 0.9f)), refine);
            Assert.Equal((Stride * x, Stride * y), (reading.X, reading.Y));
        }
    }

    /// <summary>DARK reads a Gaussian of the training width between its cells; the argmax alone is off by up to half a cell.</summary>
    [Fact]
    public void DarkFindsTheCentreOfAGaussian() => Gen.Select(Gen.Float[8, 39], Gen.Float[8, 55], Gen.Float[1.5f, 3], Gen.Float[0.1f, 1]).Sample(
        (x, y, sigma, height) =>
        {
            KeypointReading reading = Decode(Gaussian((x, y, sigma, height)), HeatmapRefine.Dark);
            return Math.Abs(reading.X - (Stride * x)) < 0.1 && Math.Abs(reading.Y - (Stride * y)) < 0.1;
        }, iter: 200);

    [Fact]
    public void SpreadIsTheBlobsWidth() => Gen.Select(Gen.Float[10, 37], Gen.Float[10, 53], Gen.Float[0.8f, 4], Gen.Float[0.1f, 1]).Sample(
        (x, y, sigma, height) =>
        {
            KeypointReading reading = Decode(Gaussian((x, y, sigma, height)), HeatmapRefine.None, ReadingDetail.Spread);
            return Math.Abs(reading.Spread - (Stride * sigma)) < 0.02f * Stride * sigma;
        }, iter: 200);

    [Fact]
    public void SpreadOfAFlatMapIsBounded()
    {
        float[] map = new float[Columns * Rows];
        Array.Fill(map, 0.5f);
        Assert.Equal(Stride * Columns, Decode(map, HeatmapRefine.None, ReadingDetail.Spread).Spread);
    }

    [Fact]
    public void SecondPeakIsTheOtherBlob()
    {
        float[] map = Gaussian((12, 15, 2, 0.8f), (35, 40, 2, 0.5f));
        Assert.Equal(0.5f, Decode(map, HeatmapRefine.None, ReadingDetail.SecondPeak).SecondPeak, 1e-3f);
        Assert.Equal(0, Decode(map, HeatmapRefine.None).SecondPeak);
    }

    [Fact]
    public void OneBlobHasNoSecondPeak() =>
        Assert.InRange(Decode(Gaussian((20, 30, 2, 0.8f)), HeatmapRefine.None, ReadingDetail.SecondPeak).SecondPeak, 0, 0.05f);

    [Fact]
    public void ScoreStaysAProbability()
    {
        float[] map = new float[Columns * Rows];
        Assert.Equal(0, Decode(map, HeatmapRefine.Quarter).Score);
        map[100] = 1.7f;
        Assert.Equal(1, Decode(map, HeatmapRefine.Quarter).Score);
        Array.Fill(map, -3);
        Assert.Equal(0, Decode(map, HeatmapRefine.Dark).Score);
    }

    [Fact]
    public void EachKeypointReadsItsOwnMap()
    {
        float[] first = Gaussian((10, 20, 2, 0.9f)), second = Gaussian((30, 40, 2, 0.6f));
        KeypointReading[] readings = new KeypointReading[2];
        new HeatmapDecoder(192, 256, HeatmapRefine.None).Decode([.. first, .. second], Columns, Rows, readings);
        Assert.Equal([(40f, 80f), (120f, 160f)], readings.Select(r => (r.X, r.Y)));
    }

    private static KeypointReading Decode(float[] map, HeatmapRefine refine, ReadingDetail detail = ReadingDetail.None)
    {
        KeypointReading[] readings = new KeypointReading[1];
        new HeatmapDecoder(Stride * Columns, Stride * Rows, refine, detail).Decode(map, Columns, Rows, readings);
        return readings[0];
    }

    private static float[] Gaussian(params (float X, float Y, float Sigma, float Height)[] blobs)
    {
        float[] map = new float[Columns * Rows];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = blobs.Max(b =>
                b.Height * MathF.Exp(-(MathF.Pow((i % Columns) - b.X, 2) + MathF.Pow((i / Columns) - b.Y, 2)) / (2 * b.Sigma * b.Sigma)));
        }

        return map;
    }
}
