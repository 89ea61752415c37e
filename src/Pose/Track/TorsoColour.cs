using System.Numerics.Tensors;

namespace LivePose.Pose.Track;

/// <summary>Colours of a person's clothing: what tells two people apart when they meet and turn back.</summary>
/// <remarks>
/// Histogram of 12 x 12 samples of the torso over 4 x 4 x 4 bins of blue, green and red, each sample shared between its
/// neighbouring bins. Square roots are kept, so that the dot product of two is their Bhattacharyya coefficient.
/// </remarks>
public static class TorsoColour
{
    /// <summary>Length of a histogram.</summary>
    public const int Bins = Levels * Levels * Levels;

    private const int Levels = 4;
    private const int Samples = 12;

    /// <summary>Reads the torso's colours.</summary>
    /// <param name="image">The frame.</param>
    /// <param name="torso">Region to read, px; only its part inside the picture counts.</param>
    /// <param name="histogram">Out: square roots of the bins' shares, shape [<see cref="Bins"/>]; length 1.</param>
    /// <returns>False when less than a quarter of the region lies inside the picture.</returns>
    public static bool TryMeasure(BgrImage image, Box torso, Span<float> histogram)
    {
        histogram = histogram[..Bins];
        histogram.Clear();
        int count = 0;
        for (int i = 0; i < Samples; i++)
        {
            float y = torso.Y + ((i + 0.5f) / Samples * torso.Height);
            if (!(y >= 0 && y < image.Height))
            {
                continue;
            }

            ReadOnlySpan<byte> row = image.Row((int)y);
            for (int j = 0; j < Samples; j++)
            {
                float x = torso.X + ((j + 0.5f) / Samples * torso.Width);
                if (x >= 0 && x < image.Width)
                {
                    Add(row.Slice(3 * (int)x, 3), histogram);
                    count++;
                }
            }
        }

        if (4 * count < Samples * Samples)
        {
            return false;
        }

        TensorPrimitives.Divide(histogram, count, histogram);
        TensorPrimitives.Sqrt(histogram, histogram);
        return true;
    }

    /// <summary>Bhattacharyya coefficient, in [0, 1]: 1 = the same colours, 0 = none in common.</summary>
    public static float Similarity(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => Math.Clamp(TensorPrimitives.Dot(a, b), 0, 1);

    /// <summary>Lets a person's histogram follow a new one, keeping length 1.</summary>
    /// <param name="histogram">In and out.</param>
    /// <param name="seen">The new one.</param>
    /// <param name="share">Weight of the new one, in [0, 1].</param>
    public static void Follow(Span<float> histogram, ReadOnlySpan<float> seen, float share)
    {
        TensorPrimitives.Lerp(histogram, seen, share, histogram);
        TensorPrimitives.Divide(histogram, TensorPrimitives.Norm(histogram), histogram);
    }

    /// <summary>The middle of a person box where the torso usually is: for people without a pose.</summary>
    public static Box TorsoOf(Box person) =>
        new(person.X + (0.3f * person.Width), person.Y + (0.2f * person.Height), 0.4f * person.Width, 0.3f * person.Height);

    private static void Add(ReadOnlySpan<byte> bgr, Span<float> histogram)
    {
        const float Scale = (Levels - 1) / 255f;
        float b = bgr[0] * Scale, g = bgr[1] * Scale, r = bgr[2] * Scale;
        int b0 = Math.Min((int)b, Levels - 2), g0 = Math.Min((int)g, Levels - 2), r0 = Math.Min((int)r, Levels - 2);
        float wb = b - b0, wg = g - g0, wr = r - r0;
        int at = (((b0 * Levels) + g0) * Levels) + r0;
        Share(histogram.Slice(at, Levels + 2), (1 - wb) * (1 - wg), (1 - wb) * wg, wr);
        Share(histogram.Slice(at + (Levels * Levels), Levels + 2), wb * (1 - wg), wb * wg, wr);
    }

    private static void Share(Span<float> bins, float lowGreen, float highGreen, float red)
    {
        bins[0] += lowGreen * (1 - red);
        bins[1] += lowGreen * red;
        bins[Levels] += highGreen * (1 - red);
        bins[Levels + 1] += highGreen * red;
    }
}
