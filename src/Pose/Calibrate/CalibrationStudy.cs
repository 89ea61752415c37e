using LivePose.Pose.Evaluate;
using LivePose.Pose.Onnx;

namespace LivePose.Pose.Calibrate;

/// <summary>Trains a head and compares it with every other confidence form, all cross-validated by image.</summary>
/// <remarks>
/// Fold f is scored by a head trained on the others, of which fold f + 1 decides when to stop once it has 200 people; temperature, isotonic regression and
/// the measured areas are fitted without fold f too. So no number below comes from a person, or an image, that anything was fitted on.
/// </remarks>
public static class CalibrationStudy
{
    private const int FewestStoppers = 200;
    private const int ManyPeople = 2000;

    private static readonly InstanceScore Customary = new(InstanceWeighting.Thresholded, false);
    private static readonly InstanceScore Calibrated = new(InstanceWeighting.VisibilitySoft, false);

    /// <summary>Runs the study.</summary>
    /// <param name="data">From <see cref="FeatureExtraction"/>.</param>
    /// <param name="decoder">The network's family.</param>
    /// <param name="options">Settings.</param>
    /// <param name="progress">Told after each epoch; the first number is the training, 0 to <see cref="CalibrationOptions.Folds"/>.</param>
    /// <param name="cancel">Checked between steps.</param>
    /// <exception cref="InvalidDataException">Too few images for the folds.</exception>
    public static CalibrationOutcome Run(
        CalibrationData data, ModelDecoder decoder, CalibrationOptions options, IProgress<(int Training, TrainingProgress State)>? progress, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Folds, 3);
        int[] folds = ImageSplit.Folds(data.Samples.Image, options.Folds, options.Training.Seed);
        HeadTrainer trainer = new(data.Samples, options.Training);
        CalibrationHead[] heads = new CalibrationHead[options.Folds];
        ConfidenceParameters[] parameters = new ConfidenceParameters[options.Folds];
        List<int> bestEpochs = [];
        for (int f = 0; f < options.Folds; f++)
        {
            (int[] people, int[] stoppers) = Split(folds, f, options.Folds);
            TrainedHead trained = trainer.Train(people, stoppers, Checkpoint(options, f), Report(progress, f), cancel);
            heads[f] = trained.Head;
            bestEpochs.Add(trained.BestEpoch);
            parameters[f] = FormFitting.Fit(data, ImageSplit.Select(folds, f, held: false), decoder);
        }

        int[] everybody = [.. Enumerable.Range(0, folds.Length)];
        bestEpochs.Sort();
        int epochs = bestEpochs[bestEpochs.Count / 2];
        TrainedHead final = new HeadTrainer(data.Samples, options.Training with { Epochs = epochs })
            .Train(everybody, [], Checkpoint(options, options.Folds), Report(progress, options.Folds), cancel);
        PoseResults[] results =
        [
            .. FormResults.Applicable(data).Select(form => FormResults.Of(data, form, n => parameters[folds[n]], Customary)),
            FormResults.OfHead(data, ConfidenceForms.Ccnet.Name, n => heads[folds[n]], Calibrated),
        ];
        GroundTruth truth = data.TruthOf(everybody);
        FormScore[] scores = [.. FormScore.Compare(truth, results)];
        IReadOnlyList<CalibrationGain> gains = CalibrationBootstrap.Compare(
            truth, results.First(r => r.Name == ConfidenceForms.Raw.Name), results.First(r => r.Name == ConfidenceForms.Ccnet.Name),
            options.Resamples > 0 ? options.Resamples : folds.Length < ManyPeople ? 200 : 40, options.Training.Seed);
        return new CalibrationOutcome(KeypointRelatives.Complete(final.Head, data.Keypoints, data.Samples.Annotated), epochs, scores, results, gains);
    }

    /// <summary>Who trains the head that scores fold <paramref name="held"/>, and whose loss stops it: fold + 1, or nobody where that is too few to tell.</summary>
    private static (int[] People, int[] Stoppers) Split(int[] folds, int held, int count)
    {
        int[] stoppers = ImageSplit.Select(folds, (held + 1) % count, held: true);
        return stoppers.Length < FewestStoppers
            ? (ImageSplit.Select(folds, held, held: false), [])
            : ([.. Enumerable.Range(0, folds.Length).Where(n => folds[n] != held && folds[n] != (held + 1) % count)], stoppers);
    }

    private static string? Checkpoint(CalibrationOptions options, int training) =>
        options.CheckpointFolder is null ? null : Path.Combine(options.CheckpointFolder, $"head-{training}.checkpoint");

    private static Progress? Report(IProgress<(int Training, TrainingProgress State)>? progress, int training) =>
        progress is null ? null : new Progress(progress, training);

    private sealed class Progress(IProgress<(int Training, TrainingProgress State)> inner, int training) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => inner.Report((training, value));
    }
}
