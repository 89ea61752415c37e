using CsCheck;
using LivePose.Pose.Evaluate;

namespace LivePose.Pose.Tests.Evaluate;

public class CocoEvaluationTests
{
    private static readonly Gen<int> Seed = Gen.Int[0, 1_000_000];

    [Fact]
    public void ApDoesNotChangeUnderStrictlyMonotoneRescoring() => Seed.Sample(
        seed =>
        {
            GroundTruth truth = Synthetic.Truth(seed, images: 6);
            PoseResults results = Synthetic.Results(seed + 1, truth, copies: 2);
            PoseResults rescored = results with { Scores = [.. results.Scores.Select(s => Math.Exp(5 * s) - 100)] };
            Assert.Equal(CocoEvaluation.Run(truth, results).Summary, CocoEvaluation.Run(truth, rescored).Summary);
        },
        iter: 50);

    /// <summary>
    /// With 101 recalls, at most floor(100 R) + 1 of them are reached at largest recall R, so AP ≤ (floor(100 R) + 1) / 101, which exceeds R by
    /// at most (1 - R) / 101 at each threshold: that is the sense in which AP never exceeds AR.
    /// </summary>
    [Fact]
    public void ApNeverExceedsRecallBeyondTheGridOfRecalls() => Seed.Sample(
        seed =>
        {
            GroundTruth truth = Synthetic.Truth(seed, images: 5);
            PrecisionRecall curve = CocoEvaluation.Run(truth, Synthetic.Results(seed + 1, truth, copies: 3)).All;
            for (int t = 0; t < curve.Recall.Length; t++)
            {
                Assert.True(curve.AveragePrecision(t) <= Bound(curve.Recall[t]) + 1e-12, $"threshold {t}");
                Assert.True(Bound(curve.Recall[t]) <= Math.Max(0, curve.Recall[t]) + ((1 - curve.Recall[t]) / 101) + 1e-12);
            }
        },
        iter: 50);

    /// <summary>One person and one detection an image, ranked by their true OKS: precision is 1 up to the largest recall, so the bound is reached at every threshold.</summary>
    [Fact]
    public void PerfectRankingReachesTheBoundExactly() => Seed.Sample(
        seed =>
        {
            GroundTruth truth = Synthetic.Truth(seed, images: 30, most: 1, plain: true);
            PoseResults results = Ranked(truth, Synthetic.Results(seed + 1, truth, named: true));
            PrecisionRecall curve = CocoEvaluation.Run(truth, results).All;
            for (int t = 0; t < curve.Recall.Length; t++)
            {
                Assert.Equal(Bound(curve.Recall[t]), curve.AveragePrecision(t), 1e-12);
            }
        },
        iter: 50);

    [Fact]
    public void NoOtherRankingBeatsTheTrueOks() => Seed.Sample(
        seed =>
        {
            GroundTruth truth = Synthetic.Truth(seed, images: 20, most: 1, plain: true);
            PoseResults results = Synthetic.Results(seed + 1, truth, named: true);
            Assert.True(CocoEvaluation.Run(truth, results).Summary.AP <= CocoEvaluation.Run(truth, Ranked(truth, results)).Summary.AP + 1e-12);
        },
        iter: 30);

    [Fact]
    public void RecallDoesNotDependOnScores()
    {
        GroundTruth truth = Synthetic.Truth(3, images: 20, most: 1, plain: true);
        PoseResults results = Synthetic.Results(4, truth);
        PoseResults constant = results with { Scores = [.. results.Scores.Select(_ => 1.0)] };
        Assert.Equal(CocoEvaluation.Run(truth, results).Summary.AR, CocoEvaluation.Run(truth, constant).Summary.AR);
    }

    [Fact]
    public void TheAnnotationsThemselvesScoreOne()
    {
        GroundTruth truth = Synthetic.Truth(5, images: 40, most: 3, plain: true);
        PoseResults exact = Synthetic.Results(6, truth) with { ImageIds = [.. truth.People.Select(p => p.ImageId)] };
        exact = exact with { Positions = [.. truth.People.SelectMany(p => Enumerable.Range(0, 34).Select(i => p.Keypoints[(3 * (i / 2)) + (i % 2)]))] };
        CocoSummary summary = CocoEvaluation.Run(truth, exact).Summary;
        Assert.Equal(1, summary.AP, 1e-12);
        Assert.Equal(1, summary.AR, 1e-12);
    }

    [Fact]
    public void NothingDetectedIsZeroAndNothingAnnotatedIsMinusOne()
    {
        GroundTruth truth = Synthetic.Truth(7, images: 3, plain: true);
        PoseResults none = PoseResultsReader.Parse("none", "[]"u8, truth);
        Assert.Equal(0, CocoEvaluation.Run(truth, none).Summary.AP);
        Assert.Equal(0, CocoEvaluation.Run(truth, none).Summary.AR);

        GroundTruth empty = new("empty", KeypointSets.Coco17, EvaluationProtocol.Coco, truth.Images, []);
        CocoSummary summary = CocoEvaluation.Run(empty, Synthetic.Results(8, truth)).Summary;
        Assert.All(summary.Named, number => Assert.Equal(-1, number.Value));
    }

    /// <summary>As pycocotools: a match to the annotation with id 0 counts as a false alarm, though the person is recalled by nobody else.</summary>
    [Fact]
    public void AnnotationZeroIsNeverFound()
    {
        GroundTruth one = Synthetic.Truth(9, images: 1, most: 1, plain: true);
        PoseResults exact = Synthetic.Results(10, one) with { Positions = [.. Enumerable.Range(0, 34).Select(i => one.People[0].Keypoints[(3 * (i / 2)) + (i % 2)])] };
        GroundTruth zero = new("zero", one.Keypoints, one.Protocol, one.Images, [one.People[0] with { Id = 0 }]);
        Assert.Equal(1, CocoEvaluation.Run(one, exact).Summary.AP, 1e-12);
        Assert.Equal(0, CocoEvaluation.Run(zero, exact).Summary.AP);
    }

    [Fact]
    public void OnlyTheTwentyBestOfAnImageCount()
    {
        GroundTruth truth = Synthetic.Truth(11, images: 1, most: 1, plain: true);
        PoseResults many = Synthetic.Results(12, truth, copies: 21);
        double[] exact = [.. Enumerable.Range(0, 34).Select(i => truth.People[0].Keypoints[(3 * (i / 2)) + (i % 2)])];
        exact.CopyTo(many.Positions, 0);
        double[] positions = [.. many.Positions.Select((p, i) => i < 34 ? p : 9999)];
        PoseResults Last(double score) => many with { Positions = positions, Scores = [.. many.Scores.Select((_, i) => i == 0 ? score : 0.5)] };
        Assert.Equal(0, CocoEvaluation.Run(truth, Last(0.4)).Summary.AR);
        Assert.Equal(1, CocoEvaluation.Run(truth, Last(0.6)).Summary.AR);
    }

    [Fact]
    public void APartMayHaveItsOwnScore()
    {
        GroundTruth truth = Synthetic.Truth(13, images: 30, most: 1, plain: true);
        PoseResults results = Synthetic.Results(14, truth, named: true);
        PoseResults own = results with { PartScores = new Dictionary<string, double[]> { ["body"] = Ranked(truth, results).Scores } };
        EvaluatedPart body = EvaluatedPart.Whole(truth.Keypoints);
        Assert.Equal(CocoEvaluation.Run(truth, Ranked(truth, results)).Summary, CocoEvaluation.Run(truth, own, body, ownScore: true).Summary);
        Assert.Equal(CocoEvaluation.Run(truth, results).Summary, CocoEvaluation.Run(truth, own, body, ownScore: false).Summary);
    }

    [Fact]
    public void ScoresThatAreNotNumbersAreRefused()
    {
        GroundTruth truth = Synthetic.Truth(15, images: 1);
        PoseResults results = Synthetic.Results(16, truth);
        results.Scores[0] = double.NaN;
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => CocoEvaluation.Run(truth, results)).Message, StringComparison.Ordinal);
    }

    /// <summary>Share of the 101 recalls that are reached at largest recall R.</summary>
    private static double Bound(double recall) => recall > 0 ? CocoThresholds.Recall.ToArray().Count(r => r <= recall) / 101.0 : 0;

    private static PoseResults Ranked(GroundTruth truth, PoseResults results)
    {
        EvaluatedPart whole = EvaluatedPart.Whole(truth.Keypoints);
        IReadOnlyList<PosePair> pairs = PosePair.Of(truth, results, whole);
        CalibrationSamples samples = CalibrationSamples.Collect(truth, results, whole, pairs);
        double[] scores = new double[results.Count];
        foreach ((PosePair pair, double oks) in pairs.Zip(samples.InstanceAccuracies))
        {
            scores[pair.Pose] = oks;
        }

        return results with { Scores = scores };
    }
}
