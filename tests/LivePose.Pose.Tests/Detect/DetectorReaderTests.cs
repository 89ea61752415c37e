using LivePose.Pose.Detect;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Tests.Detect;

/// <summary>Every detector family on a small tensor whose answer is known by hand.</summary>
public class DetectorReaderTests
{
    private static readonly DetectorHead Head = new(Classes: 2, PersonClass: 1, ScoreForm.Probability, AnchorOffset: 0, MinScore: 0.3f);

    private readonly DetectionList _found = new();

    [Theory]
    [InlineData(BoxUnits.Pixels, 8f)]
    [InlineData(BoxUnits.Strides, 1f)]
    public void RtmDet(BoxUnits units, float unit)
    {
        // 3 columns, 2 rows, stride 8; cell (2, 1) is a person, cell (0, 0) is of the other class.
        float[] scores = [2, -9, -9, -9, -9, -9, /* person: */ -9, -9, -9, -9, -9, 0];
        float[] distances = new float[4 * 6];
        (distances[5], distances[11], distances[17], distances[23]) = (1 * unit, 2 * unit, 3 * unit, 4 * unit);
        RtmDetReader.Read(Head with { Scores = ScoreForm.Logit }, scores, distances, columns: 3, stride: 8, units, _found);
        Assert.Equal([new Detection(Box.FromCorners(16 - 8, 8 - 16, 16 + 24, 8 + 32), 0.5f)], _found.Items.ToArray());
    }

    [Fact]
    public void EndToEnd()
    {
        float[] boxes = [1, 2, 11, 22, 0.9f, 5, 6, 15, 16, 0.8f, 0, 0, 9, 9, 0.2f];
        EndToEndReader.Read(Head, boxes, [1, 0, 1], _found);
        Assert.Equal([new Detection(new Box(1, 2, 10, 20), 0.9f)], _found.Items.ToArray());
    }

    [Fact]
    public void EndToEndWithoutBoxes()
    {
        EndToEndReader.Read(Head, [], [], _found);
        Assert.Equal(0, _found.Count);
    }

    [Fact]
    public void YoloX()
    {
        // 32 x 16 px: strides 8 (4 x 2 cells) and 16 (2 x 1 cells); cell (1, 0) of stride 16 is a person of 2 x 1 cells.
        float[] values = new float[(8 + 2) * 7];
        float[] person = [0.5f, 0.25f, MathF.Log(2), 0, 0.8f, 0.1f, 0.75f];
        person.CopyTo(values, 9 * 7);
        YoloXReader.Read(Head, values, 32, 16, [8, 16], BoxUnits.Strides, _found);
        Detection found = Assert.Single(_found.Items.ToArray());
        Assert.Equal(0.6f, found.Score, 1e-6f);
        Assert.Equal((24f, 4f), (found.Box.CenterX, found.Box.CenterY));
        Assert.Equal(32, found.Box.Width, 1e-4f);
        Assert.Equal(16, found.Box.Height, 1e-4f);
    }

    [Fact]
    public void YoloXDecoded()
    {
        YoloXReader.Read(Head, [10, 20, 4, 6, 1, 0, 0.5f], 8, 8, [8], BoxUnits.Pixels, _found);
        Assert.Equal([new Detection(Box.FromCenter(10, 20, 4, 6), 0.5f)], _found.Items.ToArray());
    }

    [Fact]
    public void NanoDet()
    {
        // 2 columns, 1 row, stride 16, 3 bins: certain 0, certain 2, halfway 0.5, flat 1.
        float[] scores = [0.9f, 0.1f, 0.1f, 0.7f];
        float[] distributions = [.. new float[12], 99, 0, 0, 0, 0, 99, 50, 50, 0, 3, 3, 3];
        NanoDetReader.Read(Head with { AnchorOffset = 0.5f }, scores, distributions, columns: 2, stride: 16, _found);
        Detection found = Assert.Single(_found.Items.ToArray());
        Assert.Equal(0.7f, found.Score);
        Assert.Equal(24, found.Box.X, 1e-4f);
        Assert.Equal(8 - 32, found.Box.Y, 1e-4f);
        Assert.Equal(24 + 8, found.Box.Right, 1e-4f);
        Assert.Equal(8 + 16, found.Box.Bottom, 1e-4f);
    }

    [Fact]
    public void PicoDet()
    {
        float[] boxes = [0, 0, 1, 1, 3, 4, 10, 20, 5, 5, 6, 6];
        float[] scores = [0.9f, 0.9f, 0.9f, /* person: */ 0.1f, 0.6f, 0.2f];
        PicoDetReader.Read(Head, boxes, scores, _found);
        Assert.Equal([new Detection(new Box(3, 4, 7, 16), 0.6f)], _found.Items.ToArray());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void BadNumbersGiveNothing(float bad)
    {
        float[] values = new float[96];
        Array.Fill(values, bad);
        DetectorHead one = Head with { Classes = 1, PersonClass = 0 };
        RtmDetReader.Read(one, values.AsSpan(0, 6), values.AsSpan(0, 24), 3, 8, BoxUnits.Pixels, _found);
        EndToEndReader.Read(one, values.AsSpan(0, 10), [0, 0], _found);
        YoloXReader.Read(one, values.AsSpan(0, 48), 32, 16, [8], BoxUnits.Strides, _found);
        NanoDetReader.Read(one, values.AsSpan(0, 2), values.AsSpan(0, 24), 2, 16, _found);
        PicoDetReader.Read(one, values.AsSpan(0, 12), values.AsSpan(0, 3), _found);
        Assert.Equal(0, _found.Count);
    }
}
