using System.Numerics;

namespace LivePose.Render.Tests;

[Collection(GlTests.Name)]
public sealed class MarkTests(GlFixture fixture)
{
    [Theory]
    [InlineData(20, 20, 6)]
    [InlineData(12.5f, 17.25f, 3.5f)]
    public void Disc_CoversItsArea_AtItsPlace(float x, float y, float radius)
    {
        using GlScope gl = fixture.Use();
        Picture drawn = Draw(gl, marks => marks.Disc(new Vector2(x, y), radius, Vector4.One));
        double area = drawn.Pixels.Sum(p => p / 255.0) / 3;
        (double u, double v) = drawn.CentroidOfDifference(Picture.Filled(40, 40, 0, 0, 0));
        Assert.InRange(area, (0.97 * Math.PI * radius * radius) - 1, (1.03 * Math.PI * radius * radius) + 1);
        Assert.InRange(Math.Abs(u - x) + Math.Abs(v - y), 0, 0.1);
    }

    [Fact]
    public void Line_OfOnePixelBreadth_FillsExactlyItsRow()
    {
        using GlScope gl = fixture.Use();
        Picture drawn = Draw(gl, marks => marks.Line(new Vector2(5, 10), new Vector2(30, 10), 1, Vector4.One));
        Assert.Equal((255, 255, 255), drawn.At(17, 10));
        Assert.Equal((0, 0, 0), drawn.At(17, 9));
        Assert.Equal((0, 0, 0), drawn.At(17, 11));
    }

    [Fact]
    public void Rectangle_StartsAtThePixelsEdge()
    {
        using GlScope gl = fixture.Use();
        Picture drawn = Draw(gl, marks => marks.Rectangle(new Vector2(9.5f, 4.5f), new Vector2(10, 5), 0, Vector4.One));
        Assert.Equal(50 * 3 * 255, drawn.Pixels.Sum(p => p));
        Assert.Equal((255, 255, 255), drawn.At(10, 5));
        Assert.Equal((255, 255, 255), drawn.At(19, 9));
    }

    [Fact]
    public void Shapes_ThatAreNotFinite_AreLeftOut()
    {
        MarkList marks = new();
        marks.Line(new Vector2(float.NaN, 0), Vector2.One, 1, Vector4.One);
        marks.Disc(Vector2.Zero, float.PositiveInfinity, Vector4.One);
        Assert.Equal(0, marks.Count);
        marks.Disc(Vector2.Zero, 1, Vector4.One);
        Assert.Equal(1, marks.Count);
        marks.Clear();
        Assert.True(marks.Marks.IsEmpty);
    }

    [Fact]
    public void Font_HasEveryPrintableCharacter_DigitsEquallyWide_AndABoxForTheRest()
    {
        for (char c = '!'; c <= '~'; c++)
        {
            Assert.False(StrokeFont.Strokes(c).IsEmpty, $"'{c}' has no strokes.");
        }

        Assert.Single("0123456789".Select(StrokeFont.Advance).Distinct());
        Assert.Equal(StrokeFont.Strokes('é').ToArray(), StrokeFont.Strokes('\u2603').ToArray());
        Assert.Equal(0, StrokeFont.Width("", 10));
        Assert.True(StrokeFont.Width("ab", 20) > StrokeFont.Width("ab", 10));
    }

    [Fact]
    public void Colours_OfTheFirstPeople_AreFarApart_AndAlwaysTheSame()
    {
        Vector4[] colors = [.. Enumerable.Range(1, 8).Select(id => PersonColor.Of(new TrackId(id)))];
        for (int a = 0; a < colors.Length; a++)
        {
            Assert.Equal(colors[a], PersonColor.Of(new TrackId(a + 1)));
            for (int b = 0; b < a; b++)
            {
                Assert.True(Vector4.Distance(colors[a], colors[b]) > 0.12f, $"{a + 1} and {b + 1} look alike: {colors[a]} {colors[b]}");
            }
        }
    }

    [Fact]
    public void Pose_DiscRadius_IsTheKeypointsStandardDeviation()
    {
        PoseMarks pose = new(KeypointSets.Coco17, new PoseStyle { Limbs = false, Box = false, Label = false });
        Box box = new(0, 0, 100, 200);
        double area = 0.53 * 100 * 200, falloff = 4 * 0.062 * 0.062 * area; // left wrist
        Assert.Equal(Math.Sqrt(falloff * ((1 / 0.8) - 1)), pose.Sigma(9, 0.8f, box), 3);

        MarkList marks = new();
        Keypoint[] keypoints = new Keypoint[17];
        keypoints[9] = new Keypoint(50, 60, 0.8f, 0.5f);
        pose.Add(marks, Person.Detected(box, 1), keypoints, new FrameFit(2, Vector2.Zero), 1);
        Mark disc = marks.Marks[0];
        Assert.Equal(2 * pose.Sigma(9, 0.8f, box), disc.HalfSize.X, 3); // the frame is shown twice as large
        Assert.Equal(new Vector2(100.5f, 120.5f), disc.Center);
        Assert.Equal(0.45f * 0.5f, disc.Color.W, 4);
    }

    [Fact]
    public void Pose_UnseenKeypoints_DrawNothing_AndAnotherSetIsAnError()
    {
        PoseMarks pose = new(KeypointSets.Coco17, new PoseStyle { Box = false, Label = false });
        MarkList marks = new();
        pose.Add(marks, default, new Keypoint[17], new FrameFit(1, Vector2.Zero), 1);
        Assert.Equal(0, marks.Count);
        Assert.Contains("coco17", Assert.Throws<ArgumentException>(() => pose.Add(marks, default, new Keypoint[5], default, 1)).Message, StringComparison.Ordinal);
    }

    private static Picture Draw(GlScope gl, Action<MarkList> draw)
    {
        using SceneRenderer renderer = new(gl.Gl, 40, 40);
        View view = new() { Pane = new Pane(0, 0, 40, 40), Background = Vector3.Zero };
        draw(view.Marks);
        renderer.Render([view], new BodyList());
        return Picture.Of(gl, renderer.Target);
    }
}
