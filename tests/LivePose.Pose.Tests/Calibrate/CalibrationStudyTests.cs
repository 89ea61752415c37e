using LivePose.Pose.Calibrate;
using LivePose.Pose.Crop;
using LivePose.Pose.Evaluate;
using LivePose.Pose.Keypoints;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Tests.Calibrate;

public class CalibrationStudyTests
{
    private static readonly string[] AllForms =
        ["constant", "raw", "closed-mean-area", "closed-predicted-area", "closed-true-area", "temperature", "isotonic", "ccnet"];

    [Fact]
    public void ScoresEveryFormOnTheSamePosesAndTheHeadIsCalibrated()
    {
        CalibrationData data = Simulated(400);
        List<int> trainings = [];
        CalibrationOutcome outcome = CalibrationStudy.Run(
            data, ModelDecoder.Heatmap, new CalibrationOptions { Folds = 3, Resamples = 20, Training = new TrainingOptions { Epochs = 60 } },
            new Listener(trainings), TestContext.Current.CancellationToken);

        Assert.Equal(AllForms, outcome.Forms.Select(form => form.Form));
        Assert.Equal([0, 1, 2, 3], trainings.Distinct());
        Assert.Single(outcome.Forms.Select(form => form.Coco.AR).Distinct());
        Assert.All(outcome.Forms, form => Assert.InRange(form.Coco.AP, 0, form.Coco.AR + 0.01));
        FormScore raw = outcome.Form("raw"), head = outcome.Form("ccnet");
        Assert.True(head.Calibration.Keypoint.Ece < raw.Calibration.Keypoint.Ece, $"{head.Calibration.Keypoint.Ece} against {raw.Calibration.Keypoint.Ece}");
        Assert.InRange(head.Calibration.Keypoint.Ece, 0, 0.08);
        Assert.True(head.Calibration.Keypoint.Pearson > raw.Calibration.Keypoint.Pearson);
        Assert.True(outcome.Form("isotonic").Calibration.Keypoint.Ece < raw.Calibration.Keypoint.Ece);

        Assert.All(outcome.Gains, gain => Assert.InRange(gain.Difference, gain.Low - 0.02, gain.High + 0.02));
        CalibrationGain pearson = outcome.Gains.Single(gain => gain.Measure == "Pearson keypoint");
        Assert.Equal(head.Calibration.Keypoint.Pearson - raw.Calibration.Keypoint.Pearson, pearson.Difference, 9);
        Assert.True(pearson.Low > 0 && pearson.IsClear);
        Assert.Equal(head.Coco.AP - raw.Coco.AP, outcome.Gains[0].Difference, 9);

        IReadOnlyDictionary<string, double> scores = CalibrationReport.Scores(outcome);
        Assert.Equal(raw.Coco.AP, scores["mAP.before"]);
        Assert.Equal(head.Coco.AP, scores["mAP"]);
        using StringWriter table = new();
        CalibrationReport.Write(outcome, table);
        Assert.Equal(AllForms.Length + 1, table.ToString().TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void AnnotationsThatShareNoKeypointAreRefused()
    {
        GroundTruth truth = new("faces.json", new KeypointSet("faces", ["chin"], [0.1f], [0], []), EvaluationProtocol.Coco,
            [new AnnotatedImage(1, "a.jpg")], [new AnnotatedPerson { Id = 1, ImageId = 1, Area = 10, KeypointCount = 1, Keypoints = [1, 1, 2] }]);
        Assert.Contains("none by the same name", Assert.Throws<InvalidDataException>(() => new CalibrationData(
            truth, KeypointSets.Coco17, new HeadShape(17, 0, 0, true), [new CalibrationPerson(0, default)], new KeypointReading[17], [], [])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => new CalibrationData(
            truth, KeypointSets.Coco17, new HeadShape(17, 0, 0, true), [], [], [], []));
    }

    /// <summary>Simulated people as a heatmap network would read them, with the statistics' logarithms as features.</summary>
    private static CalibrationData Simulated(int count)
    {
        SimulatedPeople people = new(SimulatedPeople.SyntheticSizes(count, 4), seed: 5);
        const int K = SimulatedPeople.K;
        KeypointReading[] readings = new KeypointReading[count * K];
        CalibrationPerson[] crops = new CalibrationPerson[count];
        float[] own = new float[count * K * 2];
        for (int n = 0; n < count; n++)
        {
            SimulatedPeople.Person person = people.People[n];
            float step = (float)(1 / person.Scale);
            crops[n] = new CalibrationPerson(n, new CropTransform(step, step, 0, 0));
            for (int k = 0; k < K; k++)
            {
                KeypointReading reading = SimulatedPeople.Read(person, k, heatmap: true);
                readings[(n * K) + k] = reading with { X = (float)person.Error[2 * k] / step, Y = (float)person.Error[(2 * k) + 1] / step };
                own[2 * ((n * K) + k)] = (float)Math.Log(person.Sigma[k]);
                own[(2 * ((n * K) + k)) + 1] = (float)Math.Log(person.Area * person.Scale * person.Scale);
            }
        }

        return new CalibrationData(people.Truth(), KeypointSets.Coco17, new HeadShape(K, 0, 2, false), crops, readings, [], own);
    }

    private sealed class Listener(List<int> trainings) : IProgress<(int Training, TrainingProgress State)>
    {
        public void Report((int Training, TrainingProgress State) value) => trainings.Add(value.Training);
    }
}
