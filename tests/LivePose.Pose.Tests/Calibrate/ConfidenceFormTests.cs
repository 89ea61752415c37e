using CsCheck;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Keypoints;

namespace LivePose.Pose.Tests.Calibrate;

public class ConfidenceFormTests
{
    private static readonly ConfidenceParameters Fitted = new()
    {
        TargetWidth = 8,
        MeanArea = 12_000,
        Temperature = [new TemperatureScaling(1)],
        Isotonic = [IsotonicRegression.Fit([0, 1], [0, 1])],
    };

    [Fact]
    public void NamesAreUniqueAndFound()
    {
        Assert.Equal(ConfidenceForms.All.Count, ConfidenceForms.All.Select(form => form.Name).Distinct().Count());
        Assert.All(ConfidenceForms.All, form => Assert.Same(form, ConfidenceForms.Get(form.Name)));
        Assert.Null(ConfidenceForms.Find("no-such"));
        Assert.Contains("closed-true-area", Assert.Throws<ArgumentException>(() => ConfidenceForms.Get("no-such")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryFormStaysInsideZeroAndOne() =>
        Gen.Select(Gen.Float[-1, 2], Gen.Float[0.01f, 200], Gen.Double[1, 1e6], Gen.Int[0, ConfidenceForms.All.Count - 1]).Sample((score, spread, area, f) =>
        {
            ConfidenceForm form = ConfidenceForms.All[f];
            KeypointReading reading = new(0, 0, score, spread, 0, 1);
            double falloff = Oks.FalloffSquared(0.05, form.PersonArea(area, area, Fitted));
            double confidence = form.Confidence(reading, 3, falloff, Fitted);
            return confidence is >= 0 and <= 1;
        });

    [Fact]
    public void ANaNScoreIsNoConfidence() =>
        Assert.Equal(0, ConfidenceForms.Raw.Confidence(new KeypointReading(0, 0, float.NaN, 0, 0, 1), 0, 1, Fitted));

    [Fact]
    public void ClosedFormRecoversTheSigmaOfAHeatmapBlob() =>
        Gen.Select(Gen.Double[0.1, 40], Gen.Double[500, 50_000]).Sample((sigma, area) =>
        {
            ConfidenceForm form = ConfidenceForms.Get("closed-true-area");
            double width = Math.Sqrt(ClosedForm.BlobVariance(sigma * sigma, 64));
            double falloff = Oks.FalloffSquared(0.079, form.PersonArea(1, area, Fitted));
            double confidence = form.Confidence(new KeypointReading(0, 0, 0.5f, (float)width, 0, 1), 0, falloff, Fitted);
            return Math.Abs(confidence - KeypointVariance.ToConfidence(sigma * sigma, falloff)) < 1e-3;
        });

    [Fact]
    public void AreasComeFromWhereTheFormSays()
    {
        Assert.Equal(12_000, ConfidenceForms.Get("closed-mean-area").PersonArea(100, 200, Fitted));
        Assert.Equal(52, ConfidenceForms.Get("closed-predicted-area").PersonArea(100, 200, Fitted), 9);
        Assert.Equal(200, ConfidenceForms.Get("closed-true-area").PersonArea(100, 200, Fitted));
        Assert.Throws<InvalidOperationException>(() => ConfidenceForms.Get("closed-true-area").PersonArea(100, 0, Fitted));
        Assert.Throws<InvalidOperationException>(() => ConfidenceForms.Get("isotonic").Confidence(default, 0, 1, ConfidenceParameters.Default));
        Assert.Throws<InvalidOperationException>(() => ConfidenceForms.Get("closed-mean-area").Confidence(default, 0, 1, Fitted));
    }

    [Fact]
    public void BodyToBoxRatioIsTheMedianOfThoseWhoHaveBoth()
    {
        Assert.Equal(0.5, ConfidenceParameters.MeasureBodyToBoxRatio([1, 0, 50, 90], [10, 10, 100, 100]));
        Assert.Throws<InvalidDataException>(() => ConfidenceParameters.MeasureBodyToBoxRatio([0], [10]));
    }
}
