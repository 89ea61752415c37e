namespace LivePose.Fitting;

/// <summary>Fits all frames of a clip together: smooth motion, feet that stand, one shape.</summary>
/// <remarks>
/// Levenberg–Marquardt on the chain of frames; time and memory per frame do not grow with the clip. A clip longer than a window is
/// solved window by window, each given the last two frames of the one before; the shape learned on the way is then held fixed in
/// a second round, so that the whole clip has one.
/// </remarks>
public sealed class SequenceFitter
{
    private const double FirstDamping = 1e-3;

    private readonly BodySkeleton _skeleton;
    private readonly SequenceOptions _options;

    /// <summary>Keeps the settings.</summary>
    /// <param name="skeleton">The body.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">The window is not longer than twice its look-ahead.</exception>
    public SequenceFitter(BodySkeleton skeleton, SequenceOptions options)
    {
        if (options.Window <= 2 * options.LookAhead || options.LookAhead < 0)
        {
            throw new ArgumentException($"A window of {options.Window} frames must be longer than twice its look-ahead of {options.LookAhead}.");
        }

        _skeleton = skeleton;
        _options = options;
    }

    /// <summary>Fits a clip.</summary>
    /// <exception cref="ArgumentException">The clip is empty, or its keypoint set does not suit the body.</exception>
    /// <exception cref="InvalidDataException">No frame could be fitted.</exception>
    public SequenceFit Fit(PoseSequence sequence)
    {
        if (sequence.Count == 0)
        {
            throw new ArgumentException("The sequence has no frames.", nameof(sequence));
        }

        SequenceStart start = new(_skeleton, sequence, _options.Frame);
        BodyParameters[] frames = start.Find();
        double[] betas = start.Betas;
        foreach (BodyParameters frame in frames)
        {
            betas.CopyTo(frame.Betas, 0);
        }

        Observation[][] observations = Observe(sequence, start);
        SequenceProblem problem = Pose(sequence, frames, observations);
        DiscountFrames(problem.Shape);
        int window = Math.Min(_options.Window, sequence.Count);
        BandedArrowSystem system = new(window, ParameterLayout.PoseCount, _skeleton.ShapeCount), factor = new(window, ParameterLayout.PoseCount, _skeleton.ShapeCount);
        int iterations = Round(problem, frames, system, factor);
        if (sequence.Count > window)
        {
            problem.ShapeFixed = true;
            foreach (BodyParameters frame in frames)
            {
                problem.Shape.Mean.CopyTo(frame.Betas, 0);
            }

            iterations += Round(problem, frames, system, factor);
        }

        BodyFit[] results = Results(sequence, problem, frames, start, observations);
        if (_options.Frame.Covariance)
        {
            new SequenceCovariance(problem, _options, _skeleton.ShapeCount).Compute(frames, system, results);
        }

        return new SequenceFit(results, [.. frames[^1].Betas], iterations);
    }

    /// <summary>Frames of one person make correlated errors: together they count as <see cref="FitOptions.ShapeRate"/> of their number.</summary>
    private void DiscountFrames(ShapeTerm shape)
    {
        for (int i = 0; i < shape.Precision.Length; i++)
        {
            shape.Precision[i] /= _options.Frame.ShapeRate;
        }
    }

    private Observation[][] Observe(PoseSequence sequence, SequenceStart start)
    {
        Observation[][] observations = new Observation[sequence.Count][];
        for (int t = 0; t < sequence.Count; t++)
        {
            observations[t] = new Observation[sequence.Set.Count];
            if (start.Fitted[t])
            {
                Observations.Fill(
                    sequence.Keypoints(t), sequence.Set.Sigmas, sequence.Area(t), _options.Frame.Weighting, _options.Frame.Robustness,
                    start.NoiseScale, observations[t]);
            }
        }

        return observations;
    }

    private SequenceProblem Pose(PoseSequence sequence, BodyParameters[] frames, Observation[][] observations)
    {
        KeypointRig rig = new(_skeleton, sequence.Set);
        int[] feet = new FootContactTerm(rig, new ParameterLayout(_skeleton.ShapeCount), 1).Keypoints;
        double[] metresPerPixel = [.. frames.Select(f => f.Translation.Z / sequence.Camera.FocalX)];
        double[][] standing = _options.Frame.FootContact
            ? StandingFeet.Find(observations, feet, metresPerPixel, sequence.FramesPerSecond)
            : [.. frames.Select(_ => new double[feet.Length])];
        return new SequenceProblem(_skeleton, sequence, _options, observations, feet, standing);
    }

    /// <summary>Solves every window once.</summary>
    private int Round(SequenceProblem problem, BodyParameters[] frames, BandedArrowSystem system, BandedArrowSystem factor)
    {
        int iterations = 0, window = Math.Min(_options.Window, frames.Length);
        for (int start = 0; ; start += window - _options.LookAhead)
        {
            int end = Math.Min(frames.Length, start + window);
            iterations += Minimize(problem, frames, start, end, system, factor);
            if (!problem.ShapeFixed && frames.Length > window)
            {
                LearnShape(problem, frames[end - 1].Betas, system, factor);
            }

            if (end == frames.Length)
            {
                return iterations;
            }
        }
    }

    private int Minimize(
        SequenceProblem problem, BodyParameters[] frames, int start, int end, BandedArrowSystem system, BandedArrowSystem factor)
    {
        BodyParameters[] saved = [.. Enumerable.Range(0, end - start).Select(_ => new BodyParameters(_skeleton.ShapeCount))];
        double energy = problem.Energy(frames, start, end), damping = FirstDamping, growth = 2;
        bool linearised = false;
        for (int i = 0; i < _options.Iterations; i++)
        {
            if (!linearised)
            {
                problem.Linearise(frames, start, end, system);
                linearised = true;
            }

            factor.CopyFrom(system);
            factor.Damp(damping);
            Save(frames, start, saved);
            double trial = double.PositiveInfinity;
            if (factor.TryFactor())
            {
                factor.Solve();
                Move(frames, start, end, factor);
                trial = problem.Energy(frames, start, end);
            }

            if (trial < energy)
            {
                bool done = energy - trial < _options.Tolerance * energy;
                (energy, linearised, growth) = (trial, false, 2);
                damping /= 3;
                if (done)
                {
                    return i + 1;
                }
            }
            else
            {
                Restore(frames, start, saved);
                damping *= growth;
                growth *= 2;
            }
        }

        return _options.Iterations;
    }

    private void Move(BodyParameters[] frames, int start, int end, BandedArrowSystem solution)
    {
        Span<double> step = new double[new ParameterLayout(_skeleton.ShapeCount).Count];
        solution.CornerRight.CopyTo(step[ParameterLayout.Betas..]);
        for (int t = start; t < end; t++)
        {
            solution.Right(t - start).CopyTo(step);
            frames[t].Retract(step, frames[t]);
        }
    }

    private static void Save(BodyParameters[] frames, int start, BodyParameters[] saved)
    {
        for (int t = 0; t < saved.Length; t++)
        {
            saved[t].CopyFrom(frames[start + t]);
        }
    }

    private static void Restore(BodyParameters[] frames, int start, BodyParameters[] saved)
    {
        for (int t = 0; t < saved.Length; t++)
        {
            frames[start + t].CopyFrom(saved[t]);
        }
    }

    /// <summary>Makes what a window says about the shape the prior of the next one.</summary>
    private static void LearnShape(SequenceProblem problem, double[] betas, BandedArrowSystem system, BandedArrowSystem factor)
    {
        factor.CopyFrom(system);
        if (!factor.TryFactor())
        {
            return;
        }

        int shared = factor.Shared;
        for (int s = 0; s < shared; s++)
        {
            for (int c = 0; c < shared; c++)
            {
                int length = Math.Min(s, c) + 1;
                problem.Shape.Precision[(s * shared) + c] =
                    VectorMath.Dot(factor.Corner.AsSpan(s * shared, length), factor.Corner.AsSpan(c * shared, length));
            }
        }

        betas.CopyTo(problem.Shape.Mean, 0);
    }

    private BodyFit[] Results(
        PoseSequence sequence, SequenceProblem problem, BodyParameters[] frames, SequenceStart start, Observation[][] observations)
    {
        BodyFit[] results = new BodyFit[frames.Length];
        bool[] bridged = Bridged(start.Fitted, (int)(_options.LongestGap * sequence.FramesPerSecond));
        for (int t = 0; t < frames.Length; t++)
        {
            frames[t].Normalize();
            problem.Show(frames[t], t);
            BodyFit fit = new(_skeleton.ShapeCount) { Time = t / sequence.FramesPerSecond, Camera = sequence.Camera, NoiseScale = start.NoiseScale };
            fit.Rejection = bridged[t] ? FitRejection.None : FitRejection.TooFewKeypoints;
            fit.Parameters.CopyFrom(frames[t]);
            problem.State.Kinematics.Joints.CopyTo(fit.Joints, 0);
            FitQuality quality = FitQuality.Of(problem.State, observations[t]);
            (fit.Support, fit.ReprojectionError) = (quality.Support, quality.ReprojectionError);
            results[t] = fit;
        }

        return results;
    }

    /// <summary>True for frames that were fitted or lie in a gap short enough to bridge.</summary>
    private static bool[] Bridged(bool[] fitted, int longestGap)
    {
        bool[] result = [.. fitted];
        for (int t = 0; t < fitted.Length;)
        {
            int end = t;
            while (end < fitted.Length && !fitted[end])
            {
                end++;
            }

            if (end > t && t > 0 && end < fitted.Length && end - t <= longestGap)
            {
                Array.Fill(result, true, t, end - t);
            }

            t = Math.Max(end, t + 1);
        }

        return result;
    }
}
