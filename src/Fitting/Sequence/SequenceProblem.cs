namespace LivePose.Fitting;

/// <summary>The energy of a stretch of frames and its linearisation: every frame's own terms, smoothness, standing feet, one shape.</summary>
internal sealed class SequenceProblem
{
    private readonly BodyState _state;
    private readonly ReprojectionTerm _reprojection;
    private readonly IEnergyTerm[] _frameTerms;
    private readonly NormalEquations _equations;
    private readonly SmoothnessLinks _smoothness;
    private readonly FootLinks _feet;
    private readonly Observation[][] _observations;
    private readonly double[][] _standing;
    private readonly int _shapeCount;

    /// <param name="skeleton">The body.</param>
    /// <param name="sequence">The clip.</param>
    /// <param name="options">Settings.</param>
    /// <param name="observations">What was seen, shape [T][K].</param>
    /// <param name="feet">The foot keypoints, shape [F].</param>
    /// <param name="standing">Probability that a foot stands in this frame and the one before, shape [T][F].</param>
    public SequenceProblem(
        BodySkeleton skeleton, PoseSequence sequence, SequenceOptions options, Observation[][] observations, int[] feet, double[][] standing)
    {
        KeypointRig rig = new(skeleton, sequence.Set);
        _state = new BodyState(skeleton, rig);
        _state.SetCamera(sequence.Camera);
        ParameterLayout layout = _state.Kinematics.Layout;
        _shapeCount = layout.ShapeCount;
        _reprojection = new ReprojectionTerm(rig, layout);
        _frameTerms = [_reprojection, .. BodyPriors.Create(options.Frame)];
        _equations = new NormalEquations(layout);
        _smoothness = new SmoothnessLinks(1 / sequence.FramesPerSecond, options.Unsteadiness);
        _feet = new FootLinks(feet, layout, options.SlideSigma);
        _observations = observations;
        _standing = standing;
        Shape = new ShapeTerm(_shapeCount);
    }

    /// <summary>The prior on the one shape.</summary>
    public ShapeTerm Shape { get; }

    /// <summary>When true the shape is known, and the shared unknowns do not move.</summary>
    public bool ShapeFixed { get; set; }

    /// <summary>The state after the last frame that was looked at.</summary>
    public BodyState State => _state;

    /// <summary>Energy of frames start to end - 1, given the two frames before.</summary>
    public double Energy(BodyParameters[] frames, int start, int end)
    {
        double energy = 0;
        BeginFeet(frames, start, false);
        for (int t = start; t < end; t++)
        {
            Show(frames[t], t);
            energy += LevenbergMarquardt.EnergyOf(_state, _frameTerms);
            _feet.Advance(_state.Kinematics, false);
            energy += _feet.Energy(_standing[t]);
        }

        energy += ShapeFixed ? 0 : Shape.Energy(_state);
        for (int t = Math.Max(2, start); t < end; t++)
        {
            energy += _smoothness.Energy(frames[t - 2], frames[t - 1], frames[t]);
        }

        return energy;
    }

    /// <summary>Builds the system of frames start to end - 1.</summary>
    /// <param name="frames">All frames.</param>
    /// <param name="start">First frame of the system.</param>
    /// <param name="end">One behind the last.</param>
    /// <param name="system">Out.</param>
    /// <param name="given">The frames before are given, as they are for the solution; otherwise they say nothing.</param>
    public void Linearise(BodyParameters[] frames, int start, int end, BandedArrowSystem system, bool given = true)
    {
        system.Clear(end - start);
        BeginFeet(frames, given ? start : 0, true);
        for (int t = start; t < end; t++)
        {
            Show(frames[t], t);
            _state.UpdateDerivatives();
            _equations.Clear();
            foreach (IEnergyTerm term in _frameTerms)
            {
                term.Accumulate(_state, _equations);
            }

            if (t == start)
            {
                Shape.Accumulate(_state, _equations);
            }

            AddFrame(system, t - start);
            _feet.Advance(_state.Kinematics, true);
            _feet.Accumulate(_standing[t], system, t - start);
        }

        for (int t = given ? Math.Max(2, start) : start + 2; t < end; t++)
        {
            _smoothness.Accumulate(frames[t - 2], frames[t - 1], frames[t], system, t - 2 - start);
        }

        if (ShapeFixed)
        {
            FixShape(system);
        }
    }

    /// <summary>Shows one frame to the state.</summary>
    public void Show(BodyParameters frame, int t)
    {
        _state.Parameters.CopyFrom(frame);
        _state.Update();
        _observations[t].CopyTo(_reprojection.Observations, 0);
    }

    private void BeginFeet(BodyParameters[] frames, int start, bool derivatives)
    {
        _feet.Begin();
        if (start > 0)
        {
            _state.Parameters.CopyFrom(frames[start - 1]);
            _state.Update();
            if (derivatives)
            {
                _state.UpdateDerivatives();
            }

            _feet.Advance(_state.Kinematics, derivatives);
        }
    }

    private void AddFrame(BandedArrowSystem system, int t)
    {
        const int N = ParameterLayout.PoseCount;
        int n = _equations.Count;
        ReadOnlySpan<double> h = _equations.Hessian, g = _equations.Gradient;
        Span<double> diagonal = system.Diagonal(t), right = system.Right(t), arrow = system.Arrow(t);
        for (int i = 0; i < N; i++)
        {
            VectorMath.AddScaled(1, h.Slice(i * n, i + 1), diagonal.Slice(i * N, i + 1));
        }

        VectorMath.AddScaled(-1, g[..N], right);
        for (int s = 0; s < _shapeCount; s++)
        {
            ReadOnlySpan<double> row = h.Slice((N + s) * n, N + s + 1);
            VectorMath.AddScaled(1, row[..N], arrow.Slice(s * N, N));
            VectorMath.AddScaled(1, row[N..], system.Corner.AsSpan(s * _shapeCount, s + 1));
            system.CornerRight[s] -= g[N + s];
        }
    }

    private void FixShape(BandedArrowSystem system)
    {
        Array.Clear(system.Corner);
        Array.Clear(system.CornerRight);
        for (int s = 0; s < _shapeCount; s++)
        {
            system.Corner[(s * _shapeCount) + s] = 1;
        }

        for (int t = 0; t < system.Count; t++)
        {
            system.Arrow(t).Clear();
        }
    }
}
