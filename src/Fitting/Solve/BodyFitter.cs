namespace LivePose.Fitting;

/// <summary>Fits a body to the keypoints of one person, frame after frame.</summary>
/// <remarks>
/// Keeps that person's last pose, shape and foot contacts; use one fitter per person. Everything is allocated once, nothing in
/// steady state. Not thread-safe; different fitters may run in parallel and share the skeleton.
/// </remarks>
public sealed class BodyFitter
{
    /// <summary>Fewest keypoints that a fit needs.</summary>
    public const int FewestKeypoints = 4;

    /// <summary>Least share of the observed weight that a good fit explains.</summary>
    private const double LeastSupport = 0.25;

    /// <summary>A warm fit that explains less is checked against a cold start.</summary>
    private const double DoubtfulSupport = 0.5;

    /// <summary>Farthest believable body, metres.</summary>
    private const double FarDepth = 200;

    private readonly FitOptions _options;
    private readonly KeypointRig _rig;
    private readonly BodyState _state;
    private readonly LevenbergMarquardt _solver;
    private readonly ReprojectionTerm _reprojection;
    private readonly ShapeTerm _shape;
    private readonly NearPoseTerm _velocity;
    private readonly NearPoseTerm _start;
    private readonly FootContactTerm _feet;
    private readonly IEnergyTerm[] _alone;
    private readonly IEnergyTerm[] _tracked;
    private readonly IEnergyTerm[] _started;
    private readonly int[] _active;
    private readonly ColdStart _coldStart;
    private readonly MotionPredictor _motion;
    private readonly ShapeMemory _shapeMemory;
    private readonly FootContactDetector _footContacts;
    private readonly JointCovariance _covariance;
    private readonly BodyParameters _warm;
    private readonly NoiseScale _noise = new();
    private IEnergyTerm[] _inUse;
    private bool _hasStart;

    /// <summary>Allocates the buffers.</summary>
    /// <param name="skeleton">The body.</param>
    /// <param name="set">The keypoints that will come.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">Fewer than four keypoints of the set have a place on the body.</exception>
    public BodyFitter(BodySkeleton skeleton, KeypointSet set, FitOptions options)
    {
        _options = options;
        _rig = new KeypointRig(skeleton, set);
        _state = new BodyState(skeleton, _rig);
        ParameterLayout layout = _state.Kinematics.Layout;
        _solver = new LevenbergMarquardt(layout);
        _reprojection = new ReprojectionTerm(_rig, layout);
        _shape = new ShapeTerm(layout.ShapeCount);
        _velocity = new NearPoseTerm("constant velocity", layout.ShapeCount);
        _start = new NearPoseTerm("initialisation", layout.ShapeCount);
        _feet = new FootContactTerm(_rig, layout, options.FootSigma);
        _alone = [_reprojection, _shape, .. BodyPriors.Create(options), new FocalTerm(options.FocalSigma)];
        IEnergyTerm[] smooth = options.Smooth ? [_velocity] : [], standing = options.FootContact ? [_feet] : [];
        _tracked = [.. _alone, .. smooth, .. standing];
        _started = [.. _alone, _start];
        _inUse = _alone;
        _active = [.. Enumerable.Range(0, options.RefineFocal ? layout.Count : layout.Focal)];
        _coldStart = new ColdStart(_state, _solver, _reprojection, BodyPriors.Place(options));
        _motion = new MotionPredictor(layout.ShapeCount, options.Unsteadiness);
        _shapeMemory = new ShapeMemory(_shape, layout.ShapeCount, options.ShapeRate);
        _footContacts = new FootContactDetector(_feet);
        _covariance = new JointCovariance(layout);
        _warm = new BodyParameters(layout.ShapeCount);
    }

    /// <summary>The keypoints and their places.</summary>
    public KeypointRig Rig => _rig;

    /// <summary>What the clip so far says of this person's shape: the mean of β, shape [S].</summary>
    public ReadOnlySpan<double> Shape => _shape.Mean;

    /// <summary>What the clip so far says of the keypoints' noise, see <see cref="BodyFit.NoiseScale"/>.</summary>
    public double NoiseLevel => _noise.Value;

    /// <summary>Forgets the person: pose, shape and contacts.</summary>
    public void Reset()
    {
        _motion.Reset();
        _shape.Reset();
        _footContacts.Reset();
        _noise.Reset();
        _hasStart = false;
    }

    /// <summary>Gives the next fit a start, say a network's regression, and keeps it near (<see cref="FitOptions.StartSigma"/>).</summary>
    public void StartFrom(BodyParameters pose)
    {
        _start.Target.CopyFrom(pose);
        double sigma = _options.StartSigma;
        Array.Fill(_start.RotationPrecision, sigma > 0 ? 1 / (sigma * sigma) : 0);
        _hasStart = true;
    }

    /// <summary>Fits one frame.</summary>
    /// <param name="keypoints">Shape [K], frame pixels; confidence 0 = not seen.</param>
    /// <param name="area">Area of the person, px², see <see cref="PersonArea"/>.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="time">Time of the frame, seconds, rising from call to call.</param>
    /// <param name="fit">Out: the result; when rejected, only its time and reason are new.</param>
    /// <returns>The reason of a rejection, or None.</returns>
    /// <exception cref="ArgumentException">The number of keypoints is not the set's.</exception>
    public FitRejection Fit(ReadOnlySpan<Keypoint> keypoints, double area, PinholeCamera camera, double time, BodyFit fit)
    {
        fit.Time = time;
        fit.Rejection = Check(keypoints, area, camera);
        if (fit.Rejection != FitRejection.None)
        {
            return fit.Rejection;
        }

        fit.NoiseScale = _noise.Value;
        Observations.Fill(keypoints, _rig.Set.Sigmas, area, _options.Weighting, _options.Robustness, fit.NoiseScale, _reprojection.Observations);
        _state.SetCamera(camera);
        double elapsed = time - _motion.LastTime;
        bool warm = _motion.HasPose && elapsed > 0 && elapsed <= _options.LongestGap;
        fit.Rejection = _hasStart ? FitFromStart(fit) : warm ? FitWarm(camera, time, elapsed, fit) : FitCold(camera, fit);
        _hasStart = false;
        if (fit.Rejection == FitRejection.None)
        {
            Finish(time, fit);
        }

        return fit.Rejection;
    }

    private FitRejection Check(ReadOnlySpan<Keypoint> keypoints, double area, PinholeCamera camera)
    {
        if (keypoints.Length != _rig.Count)
        {
            throw new ArgumentException(
                $"{keypoints.Length} keypoints were given, but the fitter was made for the {_rig.Count} of set '{_rig.Set.Id}'.", nameof(keypoints));
        }

        int present = 0, placed = 0;
        bool finite = area > 0 && double.IsFinite(area) && camera.IsValid;
        for (int k = 0; k < keypoints.Length; k++)
        {
            Keypoint p = keypoints[k];
            finite &= !float.IsNaN(p.Confidence) && (!(p.Confidence > 0) || float.IsFinite(p.X + p.Y + p.Confidence));
            present += p.Confidence > 0 ? 1 : 0;
            placed += p.Confidence > 0 && _rig.Attachments[k] is not null ? 1 : 0;
        }

        return !finite ? FitRejection.NotFinite
            : present == 0 ? FitRejection.AllWeightsZero
            : placed < FewestKeypoints ? FitRejection.TooFewKeypoints
            : FitRejection.None;
    }

    private FitRejection FitFromStart(BodyFit fit)
    {
        _inUse = _started;
        _state.Parameters.CopyFrom(_start.Target);
        SolveReport report = _solver.Minimize(_state, _started, _active, _options.ColdIterations, _options.Tolerance);
        (fit.Energy, fit.Iterations, fit.ColdStarted) = (report.Energy, report.Iterations, false);
        return Judge(fit);
    }

    private FitRejection FitWarm(PinholeCamera camera, double time, double elapsed, BodyFit fit)
    {
        _inUse = _tracked;
        _motion.Predict(time, _velocity);
        _state.Parameters.CopyFrom(_velocity.Target);
        if (_options.FootContact)
        {
            double depth = Math.Max(PinholeCamera.NearDepth, _state.Kinematics.Joints[0].Z);
            _footContacts.Watch(_reprojection.Observations, elapsed, depth / camera.FocalX);
        }

        SolveReport report = _solver.Minimize(_state, _tracked, _active, _options.WarmIterations, _options.Tolerance);
        (fit.Energy, fit.Iterations, fit.ColdStarted) = (report.Energy, report.Iterations, false);
        FitRejection rejection = Judge(fit);
        if (rejection == FitRejection.None && fit.Support >= DoubtfulSupport)
        {
            return FitRejection.None;
        }

        _warm.CopyFrom(_state.Parameters);
        (double support, double energy, double error) = (fit.Support, fit.Energy, fit.ReprojectionError);
        FitRejection cold = FitCold(camera, fit);
        if (rejection == FitRejection.None && (cold != FitRejection.None || fit.Support <= support))
        {
            _state.Parameters.CopyFrom(_warm);
            _state.Update();
            _inUse = _tracked;
            (fit.Support, fit.Energy, fit.ReprojectionError, fit.ColdStarted) = (support, energy, error, false);
            return FitRejection.None;
        }

        return cold;
    }

    private FitRejection FitCold(PinholeCamera camera, BodyFit fit)
    {
        fit.ColdStarted = true;
        _inUse = _alone;
        int iterations = _coldStart.Run(_alone, _active, camera, _shape.Mean, _options.Tolerance);
        if (iterations < 0)
        {
            return FitRejection.BehindCamera;
        }

        SolveReport report = _solver.Minimize(_state, _alone, _active, _options.ColdIterations, _options.Tolerance);
        (fit.Energy, fit.Iterations) = (report.Energy, iterations + report.Iterations);
        return Judge(fit);
    }

    /// <summary>Measures how well the state explains what was seen.</summary>
    private FitRejection Judge(BodyFit fit)
    {
        if (!double.IsFinite(fit.Energy))
        {
            return FitRejection.BehindCamera;
        }

        (fit.Support, fit.ReprojectionError) = FitQuality.Of(_state, _reprojection.Observations);
        bool near = _state.Kinematics.Joints[0].Z < FarDepth;
        return near && fit.Support >= LeastSupport ? FitRejection.None : FitRejection.Diverged;
    }

    private void Finish(double time, BodyFit fit)
    {
        _state.Parameters.Normalize();
        fit.Parameters.CopyFrom(_state.Parameters);
        fit.Camera = _state.Camera;
        _state.Kinematics.Joints.CopyTo(fit.Joints, 0);
        ReadOnlySpan<double> factor = _solver.Factor(_state, _inUse, _active);
        if (!factor.IsEmpty)
        {
            if (_options.Covariance || _options.LearnNoise)
            {
                _covariance.Compute(_state.Kinematics, factor, _active, fit.JointCovariances);
            }

            if (_options.LearnNoise)
            {
                LearnNoise(fit);
            }

            _shapeMemory.Observe(factor, _active.Length, ParameterLayout.Betas, _state.Parameters.Betas);
        }

        if (fit.ColdStarted)
        {
            _motion.Reset();
            _footContacts.Reset();
        }

        _motion.Observe(_state.Parameters, time);
        if (_options.FootContact)
        {
            _footContacts.Anchor(_state.Kinematics);
        }
    }

    /// <summary>Residuals against the freedom they have: each keypoint's leverage is that of the joint it hangs on.</summary>
    private void LearnNoise(BodyFit fit)
    {
        double squares = 0, freedom = 0;
        for (int k = 0; k < _rig.Count; k++)
        {
            Observation seen = _reprojection.Observations[k];
            if (seen.Weight > 0 && _rig.Attachments[k] is { } at)
            {
                Vector3D p = _state.Kinematics.Keypoints[k];
                (double x, double y) = _state.Camera.Project(p);
                double s = ((x - seen.X) * (x - seen.X)) + ((y - seen.Y) * (y - seen.Y));
                double robust = ReprojectionTerm.RobustWeight(s, seen.ScaleSquared);
                double leverage = seen.Weight * robust * _state.Camera.PixelVariance(p, fit.JointCovariances[at.Joint]);
                squares += fit.NoiseScale * seen.Weight * robust * s;
                freedom += (2 * robust) - Math.Min(leverage, 2 * robust);
            }
        }

        _noise.Observe(squares, freedom);
    }
}
