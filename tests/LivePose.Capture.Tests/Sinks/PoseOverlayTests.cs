using LivePose.Capture.Sinks;
using LivePose.Testing;

namespace LivePose.Capture.Tests.Sinks;

public class PoseOverlayTests
{
    private const int Width = 320, Height = 240;

    [Fact]
    public void ConfidentKeypointsAreDrawnStrongerThanDoubtfulOnesAndAbsentOnesNotAtAll()
    {
        double[] change = [.. new[] { 0f, 0.3f, 0.6f, 1f }.Select(confidence => Change(confidence))];
        Assert.Equal(0, change[0]);
        Assert.True(change[0] < change[1] && change[1] < change[2] && change[2] < change[3], string.Join(' ', change));
    }

    [Fact]
    public void LeftAndRightLimbsDiffer()
    {
        Frame frame = Person(default);
        SetLimb(frame, 5, 7, 100, 60, 100, 200);
        SetLimb(frame, 6, 8, 200, 60, 200, 200);
        byte[] pixels = Draw(frame);
        ReadOnlySpan<byte> left = Pixel(pixels, 100, 130), right = Pixel(pixels, 200, 130);
        Assert.True(left[0] > left[2] + 100, "left is blue");
        Assert.True(right[2] > right[0] + 100, "right is orange");
    }

    [Fact]
    public void IdentitiesHaveStableAndDifferentColours()
    {
        Bgr[] colours = [.. Enumerable.Range(1, 12).Select(i => Palette.OfId(new TrackId(i)))];
        Assert.Equal(colours[4], Palette.OfId(new TrackId(5)));
        for (int i = 0; i < colours.Length; i++)
        {
            for (int j = i + 1; j < Math.Min(i + 8, colours.Length); j++)
            {
                int distance = Math.Abs(colours[i].B - colours[j].B) + Math.Abs(colours[i].G - colours[j].G) + Math.Abs(colours[i].R - colours[j].R);
                Assert.True(distance > 40, $"{i + 1} and {j + 1} look alike");
            }
        }

        Assert.All(colours, colour => Assert.InRange(colour.Brightness, 0.5f, 0.9f)); // dark text is readable on all of them
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 300)]
    [InlineData(640, 480)]
    [InlineData(3840, 2160)]
    public void AnyPictureSizeAndAnyNumberIsHarmless(int width, int height)
    {
        PoseOverlay overlay = new(KeypointSets.Coco17);
        Frame frame = FramePools.NewFrame();
        frame.Resize(width, height);
        float[] wild = [float.NaN, float.PositiveInfinity, -1e30f, 0, width / 2f];
        for (int i = 0; i < 5; i++)
        {
            frame.TryAdd(new Person(new TrackId(i), new Box(wild[i], wild[(i + 1) % 5], wild[(i + 2) % 5], wild[(i + 3) % 5]), 1, wild[i]));
            for (int k = 0; k < 17; k++)
            {
                frame.Keypoints(i)[k] = new Keypoint(wild[(i + k) % 5], wild[(i + (2 * k)) % 5], k % 3 == 0 ? float.NaN : 1, 1);
            }
        }

        overlay.Draw(new byte[3 * width * height], width, height, frame, new string('x', 500));
    }

    [Fact]
    public void DrawsWithoutAllocating()
    {
        PoseOverlay overlay = new(KeypointSets.Coco17);
        Frame frame = FramePools.Fill(FramePools.NewFrame(), 5, people: 3, Width, Height);
        byte[] pixels = new byte[3 * Width * Height];
        Allocation.AssertSteady(() => overlay.Draw(pixels, Width, Height, frame, "30 fps"), bytesPerCall: 8);
    }

    /// <summary>Sum of differences that one keypoint makes in the picture.</summary>
    private static double Change(float confidence)
    {
        Frame with = Person(default), without = Person(default);
        with.Keypoints(0)[0] = new Keypoint(160, 150, confidence, 1);
        return Draw(with).Zip(Draw(without), (a, b) => Math.Abs(a - b)).Sum();
    }

    private static Frame Person(TrackId id)
    {
        Frame frame = FramePools.Fill(FramePools.NewFrame(), 0, people: 0, Width, Height);
        frame.TryAdd(new Person(id, new Box(60, 50, 200, 180), 1, 1));
        return frame;
    }

    private static void SetLimb(Frame frame, int from, int to, float ax, float ay, float bx, float by)
    {
        frame.Keypoints(0)[from] = new Keypoint(ax, ay, 1, 1);
        frame.Keypoints(0)[to] = new Keypoint(bx, by, 1, 1);
    }

    private static byte[] Draw(Frame frame)
    {
        byte[] pixels = frame.Image.Pixels.ToArray();
        new PoseOverlay(KeypointSets.Coco17).Draw(pixels, Width, Height, frame);
        return pixels;
    }

    private static ReadOnlySpan<byte> Pixel(byte[] pixels, int x, int y) => pixels.AsSpan(((y * Width) + x) * 3, 3);
}
