using System.Numerics.Tensors;

namespace LivePose.Pose.Calibrate;

/// <summary>Trains a calibration head: Adam with step decay, early stop, and the same bits on every run of one machine.</summary>
/// <remarks>
/// A batch is cut into chunks of a fixed size that may run on any core; each chunk has its own gradient and they are added in
/// chunk order, so the sum does not depend on how many cores there are or on who finished first.
/// </remarks>
public sealed class HeadTrainer
{
    private const int ChunkSize = 32;

    private readonly HeadSamples _samples;
    private readonly TrainingOptions _options;

    /// <summary>Prepares a training.</summary>
    /// <param name="samples">All people; not changed.</param>
    /// <param name="options">Settings.</param>
    public HeadTrainer(HeadSamples samples, TrainingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchSize);
        _samples = samples;
        _options = options;
    }

    /// <summary>Trains on some people.</summary>
    /// <param name="people">Indices of the training people.</param>
    /// <param name="heldOut">Indices of the people whose loss decides which epoch is kept; may be empty.</param>
    /// <param name="checkpoint">File to continue from and to write after each epoch, or null.</param>
    /// <param name="progress">Told after each epoch, or null.</param>
    /// <param name="cancel">Checked between steps; the last checkpoint stays.</param>
    /// <exception cref="InvalidDataException">No keypoint of the training people is labelled.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainedHead Train(
        int[] people, int[] heldOut, string? checkpoint = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        FeatureScale scale = FeatureScale.Measure(_samples, people);
        HeadObjective objective = new(_samples, scale, _options.Loss, _options.VisibilityWeight);
        TrainingState state = new(objective.ParameterCount);
        Lanes lanes = new(objective, (_options.BatchSize + ChunkSize - 1) / ChunkSize);
        byte[] signature = checkpoint is null ? [] : TrainingCheckpoint.Signature(_samples, _options, people, heldOut);
        float[] start = StartFromMeans(people, objective.Outputs, objective.ParameterCount);
        if (checkpoint is null || !TrainingCheckpoint.TryLoad(checkpoint, signature, state))
        {
            start.CopyTo(state.Parameters, 0);
        }

        int epochs = _options.EpochsFor(people.Length);
        while (state.Epoch < epochs && !HasStalled(state, heldOut))
        {
            double loss = RunEpoch(people, start, state, lanes, epochs, cancel);
            double heldOutLoss = lanes.MeanLoss(heldOut, state.Parameters);
            state.Finish(heldOutLoss);
            if (checkpoint is not null)
            {
                TrainingCheckpoint.Save(checkpoint, signature, state);
            }

            progress?.Report(new TrainingProgress(state.Epoch, epochs, loss, heldOutLoss));
        }

        scale.Fold(_samples.Shape, objective.Outputs, state.Best);
        return new TrainedHead(Deploy(state.Best, objective.Outputs), state.BestEpoch, state.Epoch, heldOut.Length > 0 ? state.BestLoss : double.NaN);
    }

    /// <summary>Zero weights, and as bias the logit of the keypoint's mean drawn towards that of all keypoints: the best constant form.</summary>
    private float[] StartFromMeans(int[] people, int outputs, int parameterCount)
    {
        const double Pseudo = 10; // people's worth of the mean over all keypoints
        HeadShape shape = _samples.Shape;
        double[] sums = new double[shape.KeypointCount], labelled = new double[shape.KeypointCount];
        foreach (int person in people)
        {
            for (int k = 0; k < shape.KeypointCount; k++)
            {
                int cell = (person * shape.KeypointCount) + k;
                sums[k] += _samples.Labelled[cell] ? _samples.Target[cell] : 0;
                labelled[k] += _samples.Labelled[cell] ? 1 : 0;
            }
        }

        double all = labelled.Sum();
        if (all == 0)
        {
            throw new InvalidDataException("No keypoint of the training people is labelled, so there is nothing to learn; check the annotations' keypoints.");
        }

        double mean = sums.Sum() / all, share = all / (people.Length * (double)_samples.Annotated.Count(annotated => annotated));
        float[] start = new float[parameterCount];
        for (int k = 0; k < shape.KeypointCount; k++)
        {
            double ownMean = (sums[k] + (Pseudo * mean)) / (labelled[k] + Pseudo), ownShare = (labelled[k] + (Pseudo * share)) / (people.Length + Pseudo);
            start[shape.Bias(outputs, k, (int)HeadOutput.Confidence)] = (float)TemperatureScaling.Logit(ownMean);
            start[shape.Bias(outputs, k, (int)HeadOutput.Visibility)] = (float)TemperatureScaling.Logit(ownShare);
        }

        return start;
    }

    /// <summary>
    /// Pull on each parameter: on pooled features as much stronger as there are more of them, so that all together move a logit
    /// as far as one statistic may; on the visibility as much weaker as its loss is.
    /// </summary>
    private float[] PriorOf(int people, int outputs, int parameterCount)
    {
        HeadShape shape = _samples.Shape;
        float[] prior = new float[parameterCount];
        int own = shape.KeypointFeatures - shape.StatisticCount;
        for (int k = 0; k < shape.KeypointCount; k++)
        {
            for (int o = 0; o < outputs; o++)
            {
                float strength = _options.Prior / people * (o == (int)HeadOutput.Visibility ? _options.VisibilityWeight : 1);
                float pooled = strength * Math.Max(1, shape.SharedFeatures + own);
                Array.Fill(prior, pooled, shape.SharedRow(outputs, k, o), shape.SharedFeatures);
                Array.Fill(prior, pooled, shape.OwnRow(outputs, k, o), own);
                Array.Fill(prior, strength, shape.OwnRow(outputs, k, o) + own, shape.StatisticCount);
                prior[shape.Bias(outputs, k, o)] = strength;
            }
        }

        return prior;
    }

    private static void AddPrior(float[] prior, float[] start, float[] parameters, float[] gradient)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] += prior[i] * (parameters[i] - start[i]);
        }
    }

    private bool HasStalled(TrainingState state, int[] heldOut) =>
        heldOut.Length > 0 && _options.Patience > 0 && state.Epoch - state.BestEpoch >= _options.Patience;

    private double RunEpoch(int[] people, float[] start, TrainingState state, Lanes lanes, int epochs, CancellationToken cancel)
    {
        int[] order = [.. people];
        new SplitMix64(((ulong)(uint)_options.Seed << 32) | (uint)state.Epoch).Shuffle(order);
        int batches = (order.Length + _options.BatchSize - 1) / _options.BatchSize;
        float[] prior = PriorOf(people.Length, lanes.Outputs, start.Length);
        double total = 0;
        for (int b = 0; b < batches; b++)
        {
            cancel.ThrowIfCancellationRequested();
            int first = b * _options.BatchSize;
            ReadOnlyMemory<int> batch = order.AsMemory(first, Math.Min(_options.BatchSize, order.Length - first));
            total += lanes.Gradient(batch, state.Parameters);
            AddPrior(prior, start, state.Parameters, lanes.Sum);
            float rate = RateAt(((double)state.Epoch * batches) + b, (double)epochs * batches);
            state.Optimizer.Step(state.Parameters, lanes.Sum, rate);
        }

        return total / order.Length;
    }

    private float RateAt(double step, double steps) => _options.LearningRate * (step < 0.6 * steps ? 1 : step < 0.85 * steps ? 0.1f : 0.01f);

    /// <summary>Keeps confidence and visibility; the aleatoric log-variance has served its purpose.</summary>
    private CalibrationHead Deploy(float[] trained, int outputs)
    {
        HeadShape shape = _samples.Shape;
        const int Kept = 2;
        float[] parameters = new float[shape.ParameterCount(Kept)];
        for (int k = 0; k < shape.KeypointCount; k++)
        {
            for (int o = 0; o < Kept; o++)
            {
                trained.AsSpan(shape.SharedRow(outputs, k, o), shape.SharedFeatures).CopyTo(parameters.AsSpan(shape.SharedRow(Kept, k, o)));
                trained.AsSpan(shape.OwnRow(outputs, k, o), shape.KeypointFeatures).CopyTo(parameters.AsSpan(shape.OwnRow(Kept, k, o)));
                parameters[shape.Bias(Kept, k, o)] = trained[shape.Bias(outputs, k, o)];
            }
        }

        return new CalibrationHead(shape, parameters);
    }

    /// <summary>The buffers of the chunks of one batch.</summary>
    private sealed class Lanes(HeadObjective objective, int chunks)
    {
        private readonly float[][] _gradients = [.. Enumerable.Range(0, chunks).Select(_ => new float[objective.ParameterCount])];
        private readonly float[][] _scratch = [.. Enumerable.Range(0, chunks).Select(_ => new float[objective.ScratchLength])];
        private readonly double[] _losses = new double[chunks];

        public int Outputs => objective.Outputs;

        /// <summary>Mean gradient of the last batch.</summary>
        public float[] Sum { get; } = new float[objective.ParameterCount];

        /// <summary>Fills <see cref="Sum"/>; returns the batch's summed loss.</summary>
        public double Gradient(ReadOnlyMemory<int> batch, float[] parameters)
        {
            int used = (batch.Length + ChunkSize - 1) / ChunkSize;
            Parallel.For(0, used, c =>
            {
                Array.Clear(_gradients[c]);
                _losses[c] = objective.Accumulate(Chunk(batch, c), parameters, _gradients[c], _scratch[c]);
            });
            Array.Clear(Sum);
            double loss = 0;
            for (int c = 0; c < used; c++)
            {
                TensorPrimitives.Add(Sum, _gradients[c], Sum);
                loss += _losses[c];
            }

            TensorPrimitives.Multiply(Sum, 1f / batch.Length, Sum);
            return loss;
        }

        /// <summary>Mean loss per person; NaN for nobody.</summary>
        public double MeanLoss(int[] people, float[] parameters)
        {
            double total = 0;
            int block = chunks * ChunkSize;
            for (int start = 0; start < people.Length; start += block)
            {
                ReadOnlyMemory<int> batch = people.AsMemory(start, Math.Min(block, people.Length - start));
                int used = (batch.Length + ChunkSize - 1) / ChunkSize;
                Parallel.For(0, used, c => _losses[c] = objective.Accumulate(Chunk(batch, c), parameters, [], _scratch[c]));
                total += _losses.AsSpan(0, used).ToArray().Sum();
            }

            return people.Length > 0 ? total / people.Length : double.NaN;
        }

        private static ReadOnlySpan<int> Chunk(ReadOnlyMemory<int> batch, int c)
        {
            int start = c * ChunkSize;
            return batch.Span.Slice(start, Math.Min(ChunkSize, batch.Length - start));
        }
    }
}
