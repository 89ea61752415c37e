using CsCheck;
using LivePose.Pose.Evaluate;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Tests.Evaluate;

public class PairingAndFormsTests
{
    private static readonly EvaluatedPart Body = EvaluatedPart.Whole(KeypointSets.Coco17);

    [Fact]
    public void PairsAreOneToOneWithinAnImageAndNeverWithCrowds() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            GroundTruth truth = Synthetic.Truth(seed, images: 5);
            PoseResults results = Synthetic.Results(seed + 1, truth, copies: 2);
            IReadOnlyList<PosePair> pairs = PosePair.Of(truth, results, Body);
            Assert.Equal(pairs.Count, pairs.Select(pair => pair.Pose).Distinct().Count());
            Assert.Equal(pairs.Count, pairs.Select(pair => pair.Person).Distinct().Count());
            Assert.All(pairs, pair =>
            {
                AnnotatedPerson person = truth.People[pair.Person];
                Assert.Equal(results.ImageIds[pair.Pose], person.ImageId);
                Assert.False(person.IsCrowd || person.KeypointCount == 0);
            });
        },
        iter: 40);

    [Fact]
    public void PairsDoNotDependOnScores()
    {
        GroundTruth truth = Synthetic.Truth(1, images: 10);
        PoseResults results = Synthetic.Results(2, truth, copies: 2);
        PoseResults rescored = results with { Scores = [.. results.Scores.Reverse()], Confidences = new double[results.Confidences.Length] };
        Assert.Equal(PosePair.Of(truth, results, Body), PosePair.Of(truth, rescored, Body));
    }

    [Fact]
    public void APoseThatNamesItsAnnotationGoesToItHoweverFarItIs()
    {
        GroundTruth truth = Synthetic.Truth(3, images: 6, plain: true);
        PoseResults far = Synthetic.Results(4, truth, named: true);
        far = far with { Positions = [.. far.Positions.Select(p => p + 5000)] };
        IReadOnlyList<PosePair> pairs = PosePair.Of(truth, far, Body);
        Assert.Equal(truth.People.Count, pairs.Count);
        Assert.All(pairs, pair => Assert.Equal(far.AnnotationIds![pair.Pose], truth.People[pair.Person].Id));
        Assert.Empty(PosePair.Of(truth, far with { AnnotationIds = null }, Body));
    }

    [Fact]
    public void SamplesHoldOksOfLabelledKeypoints()
    {
        GroundTruth truth = Synthetic.Truth(5, images: 1, most: 1, plain: true);
        AnnotatedPerson person = truth.People[0];
        PoseResults off = Synthetic.Results(6, truth, named: true) with { Positions = [.. Enumerable.Range(0, 34).Select(i => person.Keypoints[(3 * (i / 2)) + (i % 2)] + (i == 0 ? 3 : 0))] };
        CalibrationSamples samples = CalibrationSamples.Collect(truth, off, Body);
        double nose = Math.Exp(-9 / (2 * 4 * 0.026 * 0.026 * person.Area));
        Assert.Equal(nose, samples.KeypointAccuracies[0], 1e-12);
        Assert.Equal((nose + 16) / 17, samples.InstanceAccuracies[0], 1e-12);
        Assert.Equal(17, samples.VisibleConfidences.Length + samples.OccludedConfidences.Length);
    }

    [Fact]
    public void AFormIsNamedWithItsRuleUnlessCustomary()
    {
        Assert.Equal("raw", FormChoice.Parse("raw").Name);
        Assert.Equal("raw", FormChoice.Parse("raw:thresholded").Name);
        Assert.Equal("raw:mean+box", FormChoice.Parse("raw:mean+box").Name);
        Assert.Equal("visibility-soft", FormChoice.Parse("ccnet").Rule.Name);
        Assert.Contains("choose one of", Assert.Throws<ArgumentException>(() => FormChoice.Parse("rwa")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConstantRawAndBoxScores()
    {
        (GroundTruth truth, PoseResults results) = Simulated(7, images: 8);
        FormRescoring forms = new(truth, results with { BoxScores = [.. results.Scores.Select(_ => 0.5)] }, ModelDecoder.Likelihood);
        Assert.All(forms.Rescore(FormChoice.Parse("constant")).Confidences, c => Assert.Equal(1, c));
        PoseResults raw = forms.Rescore(FormChoice.Parse("raw:mean")), boxed = forms.Rescore(FormChoice.Parse("raw:mean+box"));
        Assert.Equal(results.ConfidencesOf(3).ToArray().Average(), raw.Scores[3], 1e-6);
        Assert.Equal(raw.Scores[3] / 2, boxed.Scores[3], 1e-6);
        Assert.Same(results.Positions, raw.Positions);
    }

    /// <summary>eq. 12 with the annotated area, σ given in the px of a crop of twice the scale.</summary>
    [Fact]
    public void TheClosedFormUsesTheAnnotatedAreaAndTheCropScale()
    {
        (GroundTruth truth, PoseResults results) = Simulated(8, images: 8);
        PoseResults scaled = results with { Spreads = [.. results.Spreads!.Select(s => 2 * s)], CropScales = [.. results.Scores.Select(_ => 2.0)] };
        PoseResults closed = new FormRescoring(truth, scaled, ModelDecoder.Likelihood).Rescore(FormChoice.Parse("closed-true-area"));
        AnnotatedPerson person = truth.People[truth.IndexOfPerson(results.AnnotationIds![2])];
        double l2 = 4 * 0.026 * 0.026 * person.Area, sigma = results.Spreads![2 * 17];
        Assert.Equal(l2 / ((sigma * sigma) + l2), closed.Confidences[2 * 17], 1e-5);
    }

    [Fact]
    public void FormsThatLackTheirNumbersSaySo()
    {
        GroundTruth truth = Synthetic.Truth(9, images: 4, plain: true);
        FormRescoring forms = new(truth, Synthetic.Results(10, truth), ModelDecoder.Heatmap);
        Assert.Contains("spread", Assert.Throws<InvalidDataException>(() => forms.Rescore(FormChoice.Parse("closed-mean-area"))).Message, StringComparison.Ordinal);
        Assert.Contains("fused head", Assert.Throws<InvalidDataException>(() => forms.Rescore(FormChoice.Parse("ccnet"))).Message, StringComparison.Ordinal);
    }

    /// <summary>The world of eq. 11: people of many sizes, errors of the stated σ, raw score 1 - σ/100. The forms rank as Table 1 says.</summary>
    [Fact]
    public void ClosedFormsRankAsTable1Says()
    {
        (GroundTruth truth, PoseResults results) = Simulated(11, images: 1500);
        FormRescoring forms = new(truth, results, ModelDecoder.Likelihood);
        Dictionary<string, FormScore> scores = FormScore.Compare(truth, new[] { "constant", "raw", "isotonic", "closed-mean-area", "closed-predicted-area", "closed-true-area" }
            .Select(name => forms.Rescore(FormChoice.Parse(name)))).ToDictionary(score => score.Form);
        double Ap(string form) => scores[form].Coco.AP;
        Assert.True(Ap("constant") < Ap("raw") && Ap("raw") < Ap("closed-predicted-area"), string.Join(' ', scores.Select(s => $"{s.Key} {s.Value.Coco.AP:0.000}")));
        Assert.True(Ap("closed-mean-area") < Ap("closed-predicted-area") && Ap("closed-predicted-area") <= Ap("closed-true-area") + 0.005);
        Assert.All(scores.Values, score => Assert.Equal(scores["raw"].Coco.AR, score.Coco.AR, 1e-12));
        Assert.InRange(scores["closed-true-area"].Calibration.Keypoint.Ece, 0, 0.02);
        Assert.True(scores["isotonic"].Calibration.Keypoint.Ece < scores["raw"].Calibration.Keypoint.Ece / 4);
    }

    private static (GroundTruth Truth, PoseResults Results) Simulated(int seed, int images)
    {
        GroundTruth truth = Synthetic.Truth(seed, images, most: 1, plain: true);
        PoseResults results = Synthetic.Results(seed, truth, named: true);
        Random random = new(seed);
        double[] spreads = new double[results.Confidences.Length], positions = new double[results.Positions.Length];
        for (int i = 0; i < results.Count; i++)
        {
            AnnotatedPerson person = truth.People[truth.IndexOfPerson(results.AnnotationIds![i])];
            double hard = 30 * random.NextDouble() * random.NextDouble();
            for (int k = 0; k < 17; k++)
            {
                int cell = (i * 17) + k;
                double sigma = spreads[cell] = 0.3 + (hard * random.NextDouble());
                double radius = sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())), angle = 2 * Math.PI * random.NextDouble();
                positions[2 * cell] = person.Keypoints[3 * k] + (radius * Math.Cos(angle));
                positions[(2 * cell) + 1] = person.Keypoints[(3 * k) + 1] + (radius * Math.Sin(angle));
            }
        }

        return (truth, results with
        {
            Positions = positions,
            Spreads = spreads,
            Confidences = [.. spreads.Select(sigma => 1 - (sigma / 100))],
            Boxes = [.. results.AnnotationIds!.Select(id => truth.People[truth.IndexOfPerson(id)].Box)],
        });
    }
}
