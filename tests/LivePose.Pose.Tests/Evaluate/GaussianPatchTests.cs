using CsCheck;
using LivePose.Pose.Evaluate;

namespace LivePose.Pose.Tests.Evaluate;

public class GaussianPatchTests
{
    private const int Width = 23, Height = 17;

    private static byte[] Noise(int seed)
    {
        byte[] pixels = new byte[3 * Width * Height];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }

    [Fact]
    public void EqualsTheDirectSumInsideTheSquareAndTouchesNothingElse() => Gen.Select(Gen.Int[0, 99], Gen.Double[-3, 25], Gen.Double[-3, 19], Gen.Double[1, 14]).Sample(
        (seed, x, y, side) =>
        {
            byte[] source = Noise(seed), target = [.. source];
            GaussianPatch.Blur(source, target, Width, Height, x, y, side);
            for (int row = 0; row < Height; row++)
            {
                for (int column = 0; column < Width; column++)
                {
                    bool inside = Math.Abs(column - x) <= side / 2 && Math.Abs(row - y) <= side / 2;
                    for (int c = 0; c < 3; c++)
                    {
                        double expected = inside ? Direct(source, column, row, c, side * GaussianPatch.SigmaOverSide) : source[(3 * ((row * Width) + column)) + c];
                        Assert.InRange(target[(3 * ((row * Width) + column)) + c], expected - 0.51, expected + 0.51);
                    }
                }
            }
        },
        iter: 15);

    [Fact]
    public void AFlatPictureStaysFlatAndSideZeroChangesNothing()
    {
        byte[] flat = [.. Enumerable.Repeat((byte)77, 3 * Width * Height)], target = [.. flat];
        GaussianPatch.Blur(flat, target, Width, Height, 4, 5, 9);
        Assert.Equal(flat, target);
        byte[] noise = Noise(1), same = [.. noise];
        GaussianPatch.Blur(noise, same, Width, Height, 4, 5, 0);
        Assert.Equal(noise, same);
    }

    private static double Direct(byte[] source, int column, int row, int channel, double sigma)
    {
        int radius = (int)Math.Ceiling(3 * sigma);
        double sum = 0, weights = 0;
        for (int dy = -radius; dy <= radius; dy++)
        {
            for (int dx = -radius; dx <= radius; dx++)
            {
                double weight = Math.Exp(-((dx * dx) + (dy * dy)) / (2 * sigma * sigma));
                int from = (Math.Clamp(row + dy, 0, Height - 1) * Width) + Math.Clamp(column + dx, 0, Width - 1);
                sum += weight * source[(3 * from) + channel];
                weights += weight;
            }
        }

        return sum / weights;
    }
}
