using CsCheck;
using LivePose.Synth.Annotations;
using LivePose.Synth.Drawing;

namespace LivePose.Synth.Tests;

public sealed class PersonMaskTests
{
    [Fact]
    public void Runs_area_and_box_are_those_of_the_pixels() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[0, 2].Array[81]).Sample((width, height, labels) =>
        {
            DrawnScene drawn = Picture(width, height, labels);
            List<(int X, int Y)> pixels = [.. from x in Enumerable.Range(0, width) from y in Enumerable.Range(0, height) where drawn.LabelAt(x, y) == 1 select (x, y)];
            PersonMask? mask = PersonMask.Of(drawn, 1);
            if (pixels.Count == 0)
            {
                Assert.Null(mask);
                return;
            }

            Assert.Equal(pixels, Decode(mask!, height));
            Assert.Equal(width * height, mask!.Runs.Sum());
            Assert.DoesNotContain(0, mask.Runs.Skip(1));
            Assert.Equal(pixels.Count, mask.Area);
            Assert.Equal((pixels.Min(p => p.X), pixels.Min(p => p.Y)), (mask.X, mask.Y));
            Assert.Equal((pixels.Max(p => p.X), pixels.Max(p => p.Y)), (mask.X + mask.Width - 1, mask.Y + mask.Height - 1));
        });

    [Fact]
    public void A_full_picture_begins_with_an_empty_run()
    {
        PersonMask mask = PersonMask.Of(Picture(2, 3, [1, 1, 1, 1, 1, 1]), 1)!;
        Assert.Equal([0, 6], mask.Runs);
    }

    private static DrawnScene Picture(int width, int height, int[] labels)
    {
        DrawnScene drawn = new();
        drawn.Resize(width, height);
        for (int i = 0; i < width * height; i++)
        {
            drawn.Labels[2 * i] = (ushort)labels[i];
        }

        return drawn;
    }

    /// <summary>As pycocotools reads it: down the columns, outside first.</summary>
    private static List<(int X, int Y)> Decode(PersonMask mask, int height)
    {
        List<(int X, int Y)> pixels = [];
        int at = 0;
        for (int r = 0; r < mask.Runs.Count; r++)
        {
            for (int i = 0; i < mask.Runs[r]; i++, at++)
            {
                if (r % 2 == 1)
                {
                    pixels.Add((at / height, at % height));
                }
            }
        }

        return pixels;
    }
}
