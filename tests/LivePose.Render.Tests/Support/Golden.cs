using LivePose.Testing;

namespace LivePose.Render.Tests;

/// <summary>Reference pictures in tests/golden, see its README. LIVEPOSE_WRITE_GOLDEN=1 writes them instead; look before committing.</summary>
public static class Golden
{
    /// <summary>Mean absolute difference of a channel that drivers may show: rounding and the place of samples.</summary>
    public const double MeanTolerance = 1.0;

    /// <summary>Share of channels that may differ by more than <see cref="Outlier"/>: edges that fall on another sample.</summary>
    public const double OutlierTolerance = 0.01;

    /// <summary>A difference that the eye would see.</summary>
    public const int Outlier = 24;

    public static void Matches(string name, Picture picture)
    {
        string path = Path.Combine(SharedData.RepositoryRoot, "tests", "golden", name + ".png");
        if (Environment.GetEnvironmentVariable("LIVEPOSE_WRITE_GOLDEN") == "1")
        {
            picture.Write(path);
            return;
        }

        Picture expected = Picture.Read(path);
        Assert.Equal((expected.Width, expected.Height), (picture.Width, picture.Height));
        double sum = 0;
        int outliers = 0;
        for (int i = 0; i < picture.Pixels.Length; i++)
        {
            int difference = Math.Abs(picture.Pixels[i] - expected.Pixels[i]);
            sum += difference;
            outliers += difference > Outlier ? 1 : 0;
        }

        (double mean, double share) = (sum / picture.Pixels.Length, (double)outliers / picture.Pixels.Length);
        if (mean > MeanTolerance || share > OutlierTolerance)
        {
            string actual = Path.Combine(Path.GetTempPath(), $"livepose-{name}.png");
            picture.Write(actual);
            Assert.Fail($"'{name}' differs: mean {mean:F2} (tolerance {MeanTolerance}), {100 * share:F2}% seen (tolerance {100 * OutlierTolerance}%); the new picture is {actual}.");
        }
    }
}
