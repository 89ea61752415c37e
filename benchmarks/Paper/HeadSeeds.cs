using LivePose.Pose.Calibrate;

namespace LivePose.Benchmarks.Paper;

/// <summary>Heads from several seeds: each is trained on another 80 % of the calibration images, the rest stop it.</summary>
internal static class HeadSeeds
{
    private const int Folds = 5;

    /// <summary>One head a seed.</summary>
    /// <param name="answers">The network's answers.</param>
    /// <param name="loss">Loss on the confidence.</param>
    /// <param name="seeds">How many.</param>
    public static CalibrationHead[] Train(FrozenAnswers answers, HeadLoss loss, int seeds) => [.. Enumerable.Range(0, seeds).Select(seed =>
    {
        HeadTrainer trainer = new(answers.Calibration.Samples, new TrainingOptions { Loss = loss, Seed = seed });
        return trainer.Train(People(answers, seed, held: false), People(answers, seed, held: true)).Head;
    })];

    /// <summary>What the closed forms, temperature and isotonic regression learn from the same people.</summary>
    public static ConfidenceParameters[] Fit(FrozenAnswers answers, int seeds) =>
        [.. Enumerable.Range(0, seeds).Select(seed => FormFitting.Fit(answers.Calibration, People(answers, seed, held: false), answers.Model.Descriptor.Decoder))];

    private static int[] People(FrozenAnswers answers, int seed, bool held) =>
        ImageSplit.Select(ImageSplit.Folds(answers.Calibration.Samples.Image, Folds, seed), 0, held);
}
