using BenchmarkDotNet.Attributes;
using LivePose.Pose.Calibrate;

namespace LivePose.Benchmarks;

/// <summary>Training of the paper's head on data of COCO's size: 100,000 people, 256 features, 17 keypoints, 2 epochs; the bound is 5 s on 2 cores.</summary>
[MemoryDiagnoser]
[SimpleJob(launchCount: 1, warmupCount: 1, iterationCount: 3)]
public class CcnetTrainingBenchmark
{
    private const int People = 100_000;
    private readonly int[] _people = [.. Enumerable.Range(0, People)];
    private HeadSamples _samples = new(new HeadShape(17, 256, 0, false), 0);

    [Params(HeadLoss.SquaredError, HeadLoss.CrossEntropy)]
    public HeadLoss Loss { get; set; }

    /// <summary>Uniform features and targets from a fixed seed; the time does not depend on the values.</summary>
    [GlobalSetup]
    public void MakeSamples()
    {
        _samples = new HeadSamples(_samples.Shape, People);
        Random random = new(1);
        for (int i = 0; i < _samples.Shared.Length; i++)
        {
            _samples.Shared[i] = random.NextSingle();
        }

        for (int i = 0; i < _samples.Target.Length; i++)
        {
            _samples.Target[i] = random.NextSingle();
            _samples.Labelled[i] = random.NextDouble() < 0.7;
        }
    }

    [Benchmark]
    public TrainedHead TwoEpochs() => new HeadTrainer(_samples, new TrainingOptions { Loss = Loss, Epochs = 2 }).Train(_people, []);
}
