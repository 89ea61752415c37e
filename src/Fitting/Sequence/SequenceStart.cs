namespace LivePose.Fitting;

/// <summary>A start for the whole clip: the live fit run forwards and backwards, and the best path through both.</summary>
/// <remarks>
/// A single view leaves depth flips open; a fit that took the wrong one keeps it for a while. Running both ways gives two candidates
/// a frame, and dynamic programming (A. Viterbi, 1967) picks the cheapest path under the energy of each frame plus the jump between frames.
/// </remarks>
internal sealed class SequenceStart
{
    /// <summary>Rotation that a jump between neighbouring frames is measured in, radians.</summary>
    private const double JumpSigma = 0.15;

    private readonly PoseSequence _sequence;
    private readonly BodyFitter _fitter;
    private readonly BodyFit[][] _candidates;
    private readonly double[] _noise = new double[2];
    private readonly double[][] _betas = new double[2][];

    /// <param name="skeleton">The body.</param>
    /// <param name="sequence">The clip.</param>
    /// <param name="options">Settings of the live fit.</param>
    public SequenceStart(BodySkeleton skeleton, PoseSequence sequence, FitOptions options)
    {
        _sequence = sequence;
        _fitter = new BodyFitter(skeleton, sequence.Set, options with { Covariance = false });
        _candidates = [.. Enumerable.Range(0, 2).Select(_ =>
            (BodyFit[])[.. Enumerable.Range(0, sequence.Count).Select(_ => new BodyFit(skeleton.ShapeCount))])];
    }

    /// <summary>True where a frame was fitted in one of the passes, shape [T].</summary>
    public bool[] Fitted { get; private set; } = [];

    /// <summary>Noise level that the passes learned.</summary>
    public double NoiseScale => Math.Sqrt(_noise[0] * _noise[1]);

    /// <summary>Shape that the passes learned, shape [S].</summary>
    public double[] Betas => [.. _betas[0].Zip(_betas[1], (a, b) => 0.5 * (a + b))];

    /// <summary>Runs both passes and joins them; frames without a fit are interpolated.</summary>
    /// <exception cref="InvalidDataException">No frame could be fitted.</exception>
    public BodyParameters[] Find()
    {
        Pass(0);
        Pass(1);
        Fitted = [.. Enumerable.Range(0, _sequence.Count).Select(t => Good(0, t) || Good(1, t))];
        int[] seen = [.. Enumerable.Range(0, _sequence.Count).Where(t => Fitted[t])];
        if (seen.Length == 0)
        {
            throw new InvalidDataException(
                $"The body could not be fitted to any of {_sequence.Count} frames; the last reason was: {_candidates[0][^1].Rejection.Describe()}");
        }

        BodyParameters[] path = new BodyParameters[_sequence.Count];
        int[] choice = CheapestPath(seen);
        for (int i = 0; i < seen.Length; i++)
        {
            path[seen[i]] = _candidates[choice[i]][seen[i]].Parameters;
        }

        Bridge(path);
        return path;
    }

    private bool Good(int pass, int t) => _candidates[pass][t].Rejection == FitRejection.None;

    private void Pass(int pass)
    {
        _fitter.Reset();
        for (int i = 0; i < _sequence.Count; i++)
        {
            int t = pass == 0 ? i : _sequence.Count - 1 - i;
            BodyFit fit = _candidates[pass][t];
            _fitter.Fit(_sequence.Keypoints(t), _sequence.Area(t), _sequence.Camera, i / _sequence.FramesPerSecond, fit);
        }

        _noise[pass] = _fitter.NoiseLevel;
        _betas[pass] = [.. _fitter.Shape];
    }

    private int[] CheapestPath(int[] seen)
    {
        double[,] cost = new double[seen.Length, 2];
        int[,] from = new int[seen.Length, 2];
        for (int i = 0; i < seen.Length; i++)
        {
            for (int c = 0; c < 2; c++)
            {
                double own = Good(c, seen[i]) ? _candidates[c][seen[i]].Energy : double.PositiveInfinity;
                double stay = i == 0 ? 0 : cost[i - 1, 0] + Jump(seen[i - 1], 0, seen[i], c);
                double change = i == 0 ? 0 : cost[i - 1, 1] + Jump(seen[i - 1], 1, seen[i], c);
                (cost[i, c], from[i, c]) = stay <= change ? (own + stay, 0) : (own + change, 1);
            }
        }

        int[] choice = new int[seen.Length];
        choice[^1] = cost[seen.Length - 1, 0] <= cost[seen.Length - 1, 1] ? 0 : 1;
        for (int i = seen.Length - 1; i > 0; i--)
        {
            choice[i - 1] = from[i, choice[i]];
        }

        return choice;
    }

    private double Jump(int t, int c, int nextT, int nextC)
    {
        BodyParameters a = _candidates[c][t].Parameters, b = _candidates[nextC][nextT].Parameters;
        double sum = 0;
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            sum += Rotation.Log(a.Rotations[j].Transpose() * b.Rotations[j]).LengthSquared;
        }

        return 0.5 * sum / (JumpSigma * JumpSigma * (nextT - t));
    }

    /// <summary>Fills frames without a fit: on the arc between their neighbours, or like the only neighbour.</summary>
    private static void Bridge(BodyParameters[] path)
    {
        int before = -1;
        for (int t = 0; t < path.Length; t++)
        {
            if (path[t] is not null)
            {
                before = t;
                continue;
            }

            int after = Array.FindIndex(path, t, p => p is not null);
            BodyParameters a = path[before < 0 ? after : before], b = path[after < 0 ? before : after];
            double share = before < 0 || after < 0 ? 0 : (t - before) / (double)(after - before);
            path[t] = Between(a, b, share);
            before = t;
        }
    }

    private static BodyParameters Between(BodyParameters a, BodyParameters b, double share)
    {
        BodyParameters result = new(a.Betas.Length);
        result.CopyFrom(a);
        result.Translation = ((1 - share) * a.Translation) + (share * b.Translation);
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            result.Rotations[j] = Rotation.Interpolate(a.Rotations[j], b.Rotations[j], share);
        }

        return result;
    }
}
