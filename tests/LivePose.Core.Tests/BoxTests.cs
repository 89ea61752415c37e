using CsCheck;

namespace LivePose.Core.Tests;

public class BoxTests
{
    private static readonly Gen<Box> Boxes = Gen.Select(
        Gen.Float[-100, 100], Gen.Float[-100, 100], Gen.Float[0.1f, 200], Gen.Float[0.1f, 200], (x, y, w, h) => new Box(x, y, w, h));

    [Fact]
    public void IoUIsSymmetricAndInUnitRange() => Gen.Select(Boxes, Boxes).Sample((a, b) =>
    {
        float iou = a.IoU(b);
        return iou is >= 0 and <= 1.0001f && Math.Abs(iou - b.IoU(a)) < 1e-5f;
    });

    [Fact]
    public void IoUWithItselfIsOne() => Boxes.Sample(a => Math.Abs(a.IoU(a) - 1) < 1e-4f);

    [Fact]
    public void IoUOfAHalfOverlapIsAThird() => Assert.Equal(1 / 3f, new Box(0, 0, 2, 1).IoU(new Box(1, 0, 2, 1)), 1e-6f);

    [Fact]
    public void EmptyBoxesDoNotOverlap() => Assert.Equal(0, new Box(0, 0, 0, 0).IoU(new Box(0, 0, 0, 0)));

    [Fact]
    public void ScaleKeepsTheCentre() => Gen.Select(Boxes, Gen.Float[0.1f, 4]).Sample((box, factor) =>
    {
        Box scaled = box.Scale(factor);
        return Math.Abs(scaled.CenterX - box.CenterX) < 1e-3f && Math.Abs(scaled.Area - (factor * factor * box.Area)) < 1e-3f * scaled.Area;
    });

    [Fact]
    public void ClipStaysInside() => Boxes.Sample(box =>
    {
        Box clipped = box.Clip(50, 40);
        return clipped.X >= 0 && clipped.Y >= 0 && clipped.Right <= 50.001f && clipped.Bottom <= 40.001f && clipped.Width >= 0 && clipped.Height >= 0;
    });
}
