namespace LivePose.Fitting;

/// <summary>Decides from the picture which feet stand, and remembers where.</summary>
/// <remarks>
/// A foot stands while its smoothed keypoint moves slower than <see cref="StandingSpeed"/> in metres at the body's depth. The
/// smoothing spans several frames, because one frame's keypoint noise alone looks like a fast motion.
/// </remarks>
/// <param name="term">The term to keep up to date.</param>
internal sealed class FootContactDetector(FootContactTerm term)
{
    private const double SmoothingTime = 0.06, SettlingTime = 0.1, AnchorTime = 0.5, StandingSpeed = 0.15, Leave = 0.4, Enter = 0.7;

    private readonly double[] _x = new double[term.Keypoints.Length];
    private readonly double[] _y = new double[term.Keypoints.Length];
    private readonly double[] _speedX = new double[term.Keypoints.Length];
    private readonly double[] _speedY = new double[term.Keypoints.Length];
    private readonly bool[] _seen = new bool[term.Keypoints.Length];
    private readonly bool[] _anchored = new bool[term.Keypoints.Length];
    private readonly double[] _probability = new double[term.Keypoints.Length];

    private double _anchorGain;

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Array.Clear(_seen);
        Array.Clear(_anchored);
        Array.Clear(_probability);
        Array.Clear(term.Probabilities);
    }

    /// <summary>Before the fit: which feet stand in this frame.</summary>
    /// <param name="observations">Shape [K].</param>
    /// <param name="dt">Seconds since the last frame, positive.</param>
    /// <param name="metresPerPixel">Depth over focal length.</param>
    public void Watch(ReadOnlySpan<Observation> observations, double dt, double metresPerPixel)
    {
        double gain = 1 - Math.Exp(-dt / SmoothingTime), settling = 1 - Math.Exp(-dt / SettlingTime);
        _anchorGain = 1 - Math.Exp(-dt / AnchorTime);
        for (int f = 0; f < _x.Length; f++)
        {
            Observation seen = observations[term.Keypoints[f]];
            if (!(seen.Weight > 0) || !_seen[f])
            {
                (_seen[f], _anchored[f]) = (seen.Weight > 0, false);
                (_x[f], _y[f], _speedX[f], _speedY[f]) = (seen.X, seen.Y, 0, 0);
                (_probability[f], term.Probabilities[f]) = (0, 0);
                continue;
            }

            double dx = gain * (seen.X - _x[f]), dy = gain * (seen.Y - _y[f]);
            (_x[f], _y[f]) = (_x[f] + dx, _y[f] + dy);
            _speedX[f] += gain * ((dx / dt) - _speedX[f]);
            _speedY[f] += gain * ((dy / dt) - _speedY[f]);
            double ratio = Math.Sqrt((_speedX[f] * _speedX[f]) + (_speedY[f] * _speedY[f])) * metresPerPixel / StandingSpeed;
            double now = 1 / (1 + Math.Pow(ratio, 4));

            // A foot must stand for a while to count as standing, but leaves at once.
            _probability[f] = Math.Min(now, _probability[f] + (settling * (now - _probability[f])));
            _anchored[f] &= _probability[f] > Leave;
            term.Probabilities[f] = _anchored[f] ? _probability[f] : 0;
        }
    }

    /// <summary>After a good fit: sets new anchors, and lets old ones follow slowly.</summary>
    public void Anchor(BodyKinematics body)
    {
        for (int f = 0; f < _x.Length; f++)
        {
            Vector3D at = body.Keypoints[term.Keypoints[f]];
            if (_anchored[f])
            {
                term.Anchors[f] += _anchorGain * (at - term.Anchors[f]);
            }
            else if (_probability[f] > Enter)
            {
                (_anchored[f], term.Anchors[f]) = (true, at);
            }
        }
    }
}
