using LivePose.Pose.Calibrate;
using LivePose.Testing;

namespace LivePose.Pose.Tests.Calibrate;

public class HeadTrainerTests
{
    private static readonly int[] People = [.. Enumerable.Range(0, 700)];
    private static readonly int[] HeldOut = [.. Enumerable.Range(700, 100)];
    private static readonly TrainingOptions Options = new() { Epochs = 12, BatchSize = 64, Seed = 5 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HeadLoss.SquaredError, 8, 0, false)]
    [InlineData(HeadLoss.CrossEntropy, 8, 3, true)]
    [InlineData(HeadLoss.Aleatoric, 0, 6, false)]
    public void LearnsATargetThatFollowsTheFeatures(HeadLoss loss, int shared, int own, bool tied)
    {
        HeadSamples samples = RandomSamples.Create(new HeadShape(4, shared, own, tied), 800, seed: 2);
        TrainedHead trained = new HeadTrainer(samples, Options with { Loss = loss, Epochs = 60 }).Train(People, HeldOut, cancel: Cancel);
        float[] s = new float[4], v = new float[4];
        double error = 0, constant = 0;
        double mean = samples.Target.Average();
        int count = 0;
        foreach (int n in HeldOut)
        {
            trained.Head.Predict(samples.SharedOf(n), samples.Own.AsSpan(n * 4 * own, 4 * own), s, v);
            for (int k = 0; k < 4; k++)
            {
                if (samples.Labelled[(n * 4) + k])
                {
                    error += Math.Pow(s[k] - samples.Target[(n * 4) + k], 2);
                    constant += Math.Pow(mean - samples.Target[(n * 4) + k], 2);
                    count++;
                }
            }
        }

        Assert.True(error / count < 0.006, $"mean squared error {error / count:F4}; the constant form has {constant / count:F4}");
        Assert.True(error < constant / 4);
    }

    [Fact]
    public void TheSameSeedGivesTheSameBitsAndAnotherSeedDoesNot()
    {
        HeadSamples samples = RandomSamples.Create(new HeadShape(3, 6, 2, false), 800, seed: 3);
        float[] Train(int seed) => new HeadTrainer(samples, Options with { Seed = seed }).Train(People, HeldOut, cancel: Cancel).Head.Parameters.ToArray();
        Assert.Equal(Train(5), Train(5));
        Assert.NotEqual(Train(5), Train(6));
    }

    [Fact]
    public void AKilledTrainingGoesOnToTheSameBits()
    {
        using TemporaryFolder folder = new();
        string checkpoint = folder.File("head.checkpoint");
        HeadSamples samples = RandomSamples.Create(new HeadShape(3, 6, 2, true), 800, seed: 3);
        TrainedHead whole = new HeadTrainer(samples, Options).Train(People, HeldOut, cancel: Cancel);

        using CancellationTokenSource kill = new();
        HeadTrainer trainer = new(samples, Options);
        Assert.Throws<OperationCanceledException>(() =>
            trainer.Train(People, HeldOut, checkpoint, new KillAfter(kill, 5), kill.Token));
        List<int> epochs = [];
        TrainedHead resumed = trainer.Train(People, HeldOut, checkpoint, new Recorder(epochs), Cancel);
        Assert.Equal(6, epochs[0]);
        Assert.Equal(whole.Head.Parameters.ToArray(), resumed.Head.Parameters.ToArray());
        Assert.Equal(whole.BestEpoch, resumed.BestEpoch);
        Assert.Equal(whole.HeldOutLoss, resumed.HeldOutLoss);
    }

    [Fact]
    public void ACheckpointOfAnotherTrainingIsNotContinuedAndADamagedOneIsRefused()
    {
        using TemporaryFolder folder = new();
        string checkpoint = folder.File("head.checkpoint");
        HeadSamples samples = RandomSamples.Create(new HeadShape(3, 6, 2, true), 800, seed: 3);
        new HeadTrainer(samples, Options).Train(People, HeldOut, checkpoint, cancel: Cancel);
        List<int> epochs = [];
        new HeadTrainer(samples, Options with { Seed = 6 }).Train(People, HeldOut, checkpoint, new Recorder(epochs), Cancel);
        Assert.Equal(1, epochs[0]);

        byte[] bytes = File.ReadAllBytes(checkpoint);
        File.WriteAllBytes(checkpoint, bytes[..(bytes.Length / 2)]);
        InvalidDataException e = Assert.Throws<InvalidDataException>(() =>
            new HeadTrainer(samples, Options with { Seed = 6 }).Train(People, HeldOut, checkpoint, cancel: Cancel));
        Assert.Contains("truncated", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StopsEarlyAndKeepsTheBestEpoch()
    {
        // 20 people with 40 noise features: the training loss falls for ever, the held-out loss does not.
        HeadSamples samples = RandomSamples.Create(new HeadShape(2, 40, 0, false), 60, seed: 8, noise: 0.4);
        List<TrainingProgress> history = [];
        TrainedHead trained = new HeadTrainer(samples, new TrainingOptions { Epochs = 400, BatchSize = 8, Patience = 6, Prior = 0 })
            .Train([.. Enumerable.Range(0, 20)], [.. Enumerable.Range(20, 40)], progress: new Listener(history), cancel: Cancel);
        Assert.True(trained.Epochs < 400);
        Assert.Equal(trained.BestEpoch + 6, trained.Epochs);
        Assert.Equal(history.Min(h => h.HeldOutLoss), trained.HeldOutLoss);
    }

    [Fact]
    public void NothingLabelledIsRefused()
    {
        HeadSamples samples = RandomSamples.Create(new HeadShape(2, 4, 0, false), 10, seed: 1);
        Array.Fill(samples.Labelled, false);
        Assert.Throws<InvalidDataException>(() => new HeadTrainer(samples, Options).Train([0, 1, 2], [], cancel: Cancel));
    }

    [Fact]
    public void SplitsByImage()
    {
        int[] images = [.. Enumerable.Range(0, 50).Select(i => i / 3)];
        int[] folds = ImageSplit.Folds(images, 5, seed: 1);
        Assert.All(images.Zip(folds).GroupBy(p => p.First), g => Assert.Single(g.Select(p => p.Second).Distinct()));
        Assert.Equal([0, 1, 2, 3, 4], folds.Distinct().Order());
        Assert.Equal(folds, ImageSplit.Folds(images, 5, seed: 1));
        Assert.NotEqual(folds, ImageSplit.Folds(images, 5, seed: 2));
        Assert.Equal(50, ImageSplit.Select(folds, 2, held: true).Length + ImageSplit.Select(folds, 2, held: false).Length);
        Assert.Contains("17 images", Assert.Throws<InvalidDataException>(() => ImageSplit.Folds(images, 18, 1)).Message, StringComparison.Ordinal);
    }

    private sealed class KillAfter(CancellationTokenSource kill, int epochs) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch == epochs)
            {
                kill.Cancel();
            }
        }
    }

    private sealed class Recorder(List<int> epochs) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => epochs.Add(value.Epoch);
    }

    private sealed class Listener(List<TrainingProgress> history) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => history.Add(value);
    }
}
