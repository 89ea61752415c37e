using CsCheck;
using LivePose.Capture.Sinks;

namespace LivePose.Capture.Tests.Sinks;

public class CanvasTests
{
    private const int Size = 48;
    private static readonly Bgr White = new(255, 255, 255);
    private static readonly float[] Extremes = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, 0, 1e30f];

    [Fact]
    public void ADiscLiesAtItsSubPixelPositionAndHasItsArea() =>
        Gen.Select(Gen.Float[15, 32], Gen.Float[15, 32], Gen.Float[2, 12]).Sample((x, y, radius) =>
        {
            byte[] pixels = new byte[3 * Size * Size];
            new Canvas(pixels, Size, Size).Stroke(x, y, x, y, radius, 0, White, default, 1);
            (double area, double cx, double cy) = Moments(pixels);
            return Math.Abs(cx - x) < 0.05 && Math.Abs(cy - y) < 0.05 && Math.Abs(area - (Math.PI * radius * radius)) < 0.02 * area + 0.5;
        });

    [Fact]
    public void ALineHasTheAreaOfACapsule() =>
        Gen.Select(Gen.Float[10, 38], Gen.Float[10, 38], Gen.Float[10, 38], Gen.Float[10, 38], Gen.Float[1.5f, 5]).Sample((ax, ay, bx, by, radius) =>
        {
            byte[] pixels = new byte[3 * Size * Size];
            new Canvas(pixels, Size, Size).Stroke(ax, ay, bx, by, radius, 0, White, default, 1);
            (double area, double cx, double cy) = Moments(pixels);
            double length = Math.Sqrt(((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay)));
            double expected = (2 * radius * length) + (Math.PI * radius * radius);
            return Math.Abs(area - expected) < (0.03 * expected) + 0.8 && Math.Abs(cx - ((ax + bx) / 2)) < 0.2 && Math.Abs(cy - ((ay + by) / 2)) < 0.2;
        });

    [Fact]
    public void AnOutlineIsTheBandAroundTheEdge() =>
        Gen.Select(Gen.Float[3, 15], Gen.Float[3, 15], Gen.Float[12, 25], Gen.Float[12, 25], Gen.Float[0, 4]).Sample((x, y, width, height, corner) =>
        {
            byte[] band = new byte[3 * Size * Size];
            Box box = new(x, y, width, height);
            new Canvas(band, Size, Size).Outline(box, corner, 1, 0, White, default, 1);
            (double area, double cx, double cy) = Moments(band);
            double expected = 2 * ((2 * (width + height)) - (8 * corner) + (2 * Math.PI * corner));
            return Math.Abs(area - expected) < (0.04 * expected) + 3 && Math.Abs(cx - box.CenterX) < 0.1 && Math.Abs(cy - box.CenterY) < 0.1;
        });

    [Fact]
    public void WildCoordinatesAreCutOffAndHarmless()
    {
        Gen<float> wild = Gen.OneOf(Gen.Float[-200, 200], Gen.Int[0, Extremes.Length - 1].Select(i => Extremes[i]));
        Gen.Select(wild, wild, wild, wild, wild).Sample(
            (a, b, c, d, e) =>
            {
                byte[] pixels = new byte[3 * Size * Size];
                Canvas canvas = new(pixels, Size, Size);
                canvas.Stroke(a, b, c, d, 3, 1, White, default, 0.5f);
                canvas.Fill(new Box(a, b, c, d), 3, White, 0.5f);
                canvas.Outline(new Box(b, c, d, e), 3, 1, 1, White, default, 1);
            },
            iter: 2000);
    }

    [Fact]
    public void OpacityBlends()
    {
        byte[] pixels = new byte[3 * Size * Size];
        pixels.AsSpan().Fill(100);
        new Canvas(pixels, Size, Size).Stroke(24, 24, 24, 24, 8, 0, new Bgr(200, 0, 100), default, 0.5f);
        Assert.Equal([150, 50, 100], pixels.AsSpan(((24 * Size) + 24) * 3, 3).ToArray());
        Assert.Equal(100, pixels[0]);
    }

    private static (double Area, double X, double Y) Moments(byte[] pixels)
    {
        double area = 0, x = 0, y = 0;
        for (int i = 0; i < Size * Size; i++)
        {
            double weight = pixels[3 * i] / 255.0;
            area += weight;
            x += weight * (i % Size);
            y += weight * (i / Size);
        }

        return (area, x / area, y / area);
    }
}
