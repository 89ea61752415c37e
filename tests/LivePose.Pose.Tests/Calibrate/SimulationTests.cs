using System.Globalization;
using LivePose.Pose.Calibrate;
using LivePose.Pose.Evaluate;
using LivePose.Testing;

namespace LivePose.Pose.Tests.Calibrate;

/// <summary>Table 1 of Gu et al. 2023 from their assumptions alone: AP of each confidence form when σ is known exactly.</summary>
/// <remarks>The printed table of docs/calibration-results.md comes from the slow test here.</remarks>
public class SimulationTests(ITestOutputHelper output)
{
    private static readonly string[] Order = ["constant", "closed-mean-area", "raw", "closed-predicted-area", "closed-true-area"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReproducesTheOrderOfTable1(bool heatmap) =>
        CheckOrder(Rows(SimulatedPeople.SyntheticSizes(3000, 1), SimulatedPeople.SyntheticSizes(3000, 2), seed: 3, heatmap));

    [Fact]
    [Trait("Category", "Slow")]
    public void ReproducesTheOrderOfTable1OnTheSizesOfCoco()
    {
        List<SimulatedPeople.Size> sizes = SimulatedPeople.CocoSizes(SharedData.Path("annotations", "coco_val2017_person_keypoints_yolo.txt.gz"));
        foreach (bool heatmap in new[] { true, false })
        {
            const int Seeds = 5;
            List<(string Name, double AP)>[] runs = [.. Enumerable.Range(0, Seeds).Select(seed => Rows(sizes, sizes, seed, heatmap))];
            output.WriteLine(heatmap ? "heatmap (eq. 17)" : "likelihood regression (eq. 19)");
            for (int row = 0; row < runs[0].Count; row++)
            {
                double[] values = [.. runs.Select(run => 100 * run[row].AP)];
                double mean = values.Average(), deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (Seeds - 1));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs[0][row].Name,-22} {mean:F2} ± {deviation:F2}"));
            }

            Assert.All(runs, CheckOrder);
        }
    }

    [Fact]
    public void APNeverExceedsARAndAPerfectRankingReachesIt()
    {
        SimulatedPeople people = new(SimulatedPeople.SyntheticSizes(1500, 5), seed: 6);
        GroundTruth truth = people.Truth();
        double[] realised = [.. Enumerable.Range(0, people.People.Count).Select(n => Realised(people, n))];
        CocoSummary perfect = people.Evaluate(truth, realised);
        // 101-point interpolation reads the curve at 0, 0.01, ..., so a perfect ranking reaches mAR to within one step.
        Assert.Equal(perfect.AR, perfect.AP, 0.011);
        CocoSummary rescored = people.Evaluate(truth, [.. realised.Select(s => (3 * s * s * s) - 7)]);
        Assert.Equal(perfect.AP, rescored.AP);
        Random random = new(1);
        CocoSummary shuffled = people.Evaluate(truth, [.. realised.Select(_ => random.NextDouble())]);
        Assert.True(shuffled.AP < shuffled.AR);
        Assert.Equal(perfect.AR, shuffled.AR, 12);
    }

    private static double Realised(SimulatedPeople people, int n)
    {
        int[] labelled = [.. Enumerable.Range(0, SimulatedPeople.K).Where(k => people.Sizes[n].Labelled[k])];
        return labelled.Average(k => SimulatedPeople.RealisedOks(people.People[n], k));
    }

    private static void CheckOrder(List<(string Name, double AP)> rows)
    {
        Dictionary<string, double> ap = rows.ToDictionary(row => row.Name, row => row.AP);
        string table = string.Join(", ", rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Name} {100 * row.AP:F2}")));
        foreach ((string worse, string better) in Order.Append("AR").Zip(Order.Append("AR").Skip(1)))
        {
            Assert.True(ap[worse] < ap[better], $"{worse} is not below {better}: {table}");
        }

        Assert.True(ap["ccnet"] >= ap["closed-predicted-area"], $"the head is below the predicted area: {table}");
        Assert.True(ap["ccnet"] <= ap["AR"], table);
    }

    private static List<(string Name, double AP)> Rows(List<SimulatedPeople.Size> training, List<SimulatedPeople.Size> testing, int seed, bool heatmap)
    {
        SimulatedPeople test = new(testing, seed), train = new(training, seed + 1000);
        GroundTruth truth = test.Truth();
        ConfidenceParameters parameters = new()
        {
            TargetWidth = heatmap ? SimulatedPeople.TargetWidth : 0,
            MeanArea = train.People.Average(person => person.Area),
        };
        List<(string Name, double AP)> rows = [.. Order.Select(name => (name, test.Evaluate(truth, Scores(test, ConfidenceForms.Get(name), parameters, heatmap)).AP))];
        rows.Add(("ccnet", test.Evaluate(truth, CcnetScores(train, test, seed)).AP));
        rows.Add(("AR", test.Evaluate(truth, new double[test.People.Count]).AR));
        return rows;
    }

    /// <summary>The customary aggregate: eq. 5, but the mean over all keypoints for a regression's own 1 − σ.</summary>
    private static double[] Scores(SimulatedPeople people, ConfidenceForm form, ConfidenceParameters parameters, bool heatmap)
    {
        InstanceScore rule = InstanceScore.Parse(!heatmap && form.Name == "raw" ? "mean" : "thresholded");
        Keypoint[] pose = new Keypoint[SimulatedPeople.K];
        return [.. people.People.Select(person =>
        {
            double area = form.PersonArea(person.BoxArea, person.Area, parameters);
            for (int k = 0; k < pose.Length; k++)
            {
                double confidence = form.Confidence(SimulatedPeople.Read(person, k, heatmap), k, SimulatedPeople.Falloff(person, k, area), parameters);
                pose[k] = new Keypoint(0, 0, (float)confidence, 1);
            }

            return (double)rule.Of(pose, 1);
        })];
    }

    private static double[] CcnetScores(SimulatedPeople train, SimulatedPeople test, int seed)
    {
        HeadSamples samples = SimulatedFeatures.Create(train, seed), unseen = SimulatedFeatures.Create(test, seed + 1);
        int[] folds = ImageSplit.Folds(samples.Image, 10, seed);
        CalibrationHead head = new HeadTrainer(samples, new TrainingOptions { Seed = seed, Epochs = 20 })
            .Train(ImageSplit.Select(folds, 0, held: false), ImageSplit.Select(folds, 0, held: true), cancel: TestContext.Current.CancellationToken).Head;
        InstanceScore rule = InstanceScore.Parse("visibility-soft");
        float[] s = new float[SimulatedPeople.K], v = new float[SimulatedPeople.K];
        return [.. Enumerable.Range(0, unseen.Count).Select(n =>
        {
            head.Predict(unseen.SharedOf(n), [], s, v);
            return (double)rule.Of([.. s.Zip(v, (confidence, visibility) => new Keypoint(0, 0, confidence, visibility))], 1);
        })];
    }
}
