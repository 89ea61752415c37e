using CsCheck;
using LivePose.Pose.Crop;

namespace LivePose.Pose.Tests.Crop;

public class CropTransformTests
{
    private static readonly Gen<Box> Boxes =
        Gen.Select(Gen.Float[-500, 2000], Gen.Float[-500, 2000], Gen.Float[1, 2000], Gen.Float[1, 2000], (x, y, w, h) => new Box(x, y, w, h));

    private static readonly Gen<(int Width, int Height)> Sizes = Gen.Select(Gen.Int[8, 700], Gen.Int[8, 700]);

    [Fact]
    public void PointsComeBack() => Gen.Select(Boxes, Sizes, Gen.Float[-50, 700], Gen.Float[-50, 700]).Sample((box, size, x, y) =>
    {
        CropTransform transform = CropTransform.OfPerson(box, 1.25f, size.Width, size.Height);
        (float frameX, float frameY) = transform.ToFrame(x, y);
        (float backX, float backY) = transform.ToCrop(frameX, frameY);
        // The error of one rounding of a frame position, seen at the scale of the input.
        float toleranceX = 1e-4f + (2e-3f / transform.StepX), toleranceY = 1e-4f + (2e-3f / transform.StepY);
        return Math.Abs(backX - x) < toleranceX && Math.Abs(backY - y) < toleranceY;
    });

    [Fact]
    public void BoxesComeBack() => Gen.Select(Boxes, Boxes, Sizes).Sample((region, box, size) =>
    {
        CropTransform transform = CropTransform.OfRegion(region, size.Width, size.Height);
        Box back = transform.ToFrame(transform.ToCrop(box));
        return Math.Abs(back.X - box.X) < 0.02f && Math.Abs(back.Y - box.Y) < 0.02f
            && Math.Abs(back.Width - box.Width) < 0.02f && Math.Abs(back.Height - box.Height) < 0.02f;
    });

    [Fact]
    public void RegionsEdgesAreTheInputsEdges() => Gen.Select(Boxes, Sizes).Sample((region, size) =>
    {
        CropTransform transform = CropTransform.OfRegion(region, size.Width, size.Height);
        Box input = transform.ToCrop(region);
        return Math.Abs(input.X) < 0.5f && Math.Abs(input.Right - size.Width) < 0.5f
            && Math.Abs(input.Y) < 0.5f && Math.Abs(input.Bottom - size.Height) < 0.5f;
    });

    [Fact]
    public void PersonKeepsItsShapeAndFits() => Gen.Select(Boxes, Sizes).Sample((box, size) =>
    {
        CropTransform transform = CropTransform.OfPerson(box, 1.25f, size.Width, size.Height);
        Box input = transform.ToCrop(box.Scale(1.25f));
        float tolerance = 0.01f + (0.01f / transform.StepX);
        bool fits = input.X > -tolerance && input.Y > -tolerance && input.Right < size.Width + tolerance && input.Bottom < size.Height + tolerance;
        bool touches = Math.Abs(input.Width - size.Width) < tolerance || Math.Abs(input.Height - size.Height) < tolerance;
        return Math.Abs(transform.StepX - transform.StepY) <= 1e-5f * transform.StepX && fits && touches;
    });

    /// <summary>Flipping the picture and the box flips the input: what a half-pixel bias would break (Huang et al. 2020).</summary>
    [Fact]
    public void MirroredPersonGivesMirroredCrop() => Gen.Select(Boxes, Gen.Float[0, 1279]).Sample((box, x) =>
    {
        const int FrameWidth = 1280, Width = 192, Height = 256;
        CropTransform transform = CropTransform.OfPerson(box, 1.25f, Width, Height);
        CropTransform mirrored = CropTransform.OfPerson(box with { X = FrameWidth - box.Right }, 1.25f, Width, Height);
        float a = transform.ToCrop(x, 0).X, b = mirrored.ToCrop(FrameWidth - 1 - x, 0).X;
        return Math.Abs(Width - 1 - a - b) < 1e-3f + (2e-3f / transform.StepX);
    });

    [Fact]
    public void SameSizeIsIdentity() => Assert.Equal(new CropTransform(1, 1, 0, 0), CropTransform.Stretch(640, 480, 640, 480));

    [Fact]
    public void HalvingPutsAPixelBetweenTwo() => Assert.Equal(new CropTransform(2, 2, 0.5f, 0.5f), CropTransform.Stretch(640, 480, 320, 240));

    [Fact]
    public void LetterboxLeavesTheRestFree()
    {
        CropTransform topLeft = CropTransform.Letterbox(1920, 1080, 640, 640, centered: false);
        CropTransform centered = CropTransform.Letterbox(1920, 1080, 640, 640, centered: true);
        Assert.Equal(new Box(0, 0, 640, 360), topLeft.ToCrop(new Box(0, 0, 1920, 1080)));
        Assert.Equal(new Box(0, 140, 640, 360), centered.ToCrop(new Box(0, 0, 1920, 1080)));
    }

    [Theory]
    [InlineData(float.NaN, 10)]
    [InlineData(10, float.PositiveInfinity)]
    [InlineData(0, 10)]
    [InlineData(10, -1)]
    public void UnusableRegionsAreRefused(float width, float height)
    {
        Assert.False(CropTransform.IsUsable(new Box(0, 0, width, height)));
        Assert.Throws<ArgumentException>(() => CropTransform.OfRegion(new Box(0, 0, width, height), 8, 8));
    }
}
