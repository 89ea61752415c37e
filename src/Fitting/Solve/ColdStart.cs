namespace LivePose.Fitting;

/// <summary>Finds a body from nothing: depth from limb lengths, the trunk for several facings, then the whole body for the best of them.</summary>
/// <remarks>
/// The stages of F. Bogo et al., SMPLify, ECCV 2016, sec. 3.3, with a robust depth and more facings; the trunk stage uses the same
/// weights as the fit itself. A hypothesis that the trunk stage finds implausible is not pursued.
/// </remarks>
internal sealed class ColdStart
{
    private const int TrunkIterations = 6, PursuitIterations = 6, Pursued = 4;

    /// <summary>Factor on the robust loss's c² while the pose is still far away.</summary>
    private const double TrunkWidening = 25, PursuitWidening = 6;

    /// <summary>A limb's depth estimate is right when it lies in the picture plane and too large otherwise: believe the low ones.</summary>
    private const double DepthQuantile = 0.25;

    private static readonly double[] Facings = [0, Math.PI, Math.PI / 2, -Math.PI / 2];

    private static readonly int[] TrunkUnknowns =
        [0, 1, 2, ParameterLayout.Translation, ParameterLayout.Translation + 1, ParameterLayout.Translation + 2];

    private readonly BodyState _state;
    private readonly LevenbergMarquardt _solver;
    private readonly ReprojectionTerm _whole;
    private readonly ReprojectionTerm _trunk;
    private readonly IEnergyTerm[] _trunkTerms;
    private readonly LimbDepth _depth;
    private readonly bool[] _isTrunk;
    private readonly BodyParameters[] _candidates;
    private readonly double[] _energies = new double[Facings.Length];
    private readonly BodyParameters _best;

    public ColdStart(BodyState state, LevenbergMarquardt solver, ReprojectionTerm whole, IEnergyTerm[] placeTerms)
    {
        KeypointRig rig = state.Kinematics.Rig;
        _state = state;
        _solver = solver;
        _whole = whole;
        _trunk = new ReprojectionTerm(rig, state.Kinematics.Layout) { Widening = TrunkWidening };
        _trunkTerms = [_trunk, .. placeTerms];
        _isTrunk = [.. rig.Set.Names.Select(n => n.EndsWith("_shoulder", StringComparison.Ordinal) || n.EndsWith("_hip", StringComparison.Ordinal))];
        _depth = new LimbDepth(state.Kinematics.Skeleton, rig);
        _candidates = [.. Facings.Select(_ => new BodyParameters(state.Kinematics.Skeleton.ShapeCount))];
        _best = new BodyParameters(state.Kinematics.Skeleton.ShapeCount);
    }

    /// <summary>Leaves the best start in the state.</summary>
    /// <param name="terms">Terms of the whole fit.</param>
    /// <param name="active">Unknowns of the whole fit.</param>
    /// <param name="camera">The camera as given.</param>
    /// <param name="betas">The shape to assume.</param>
    /// <param name="tolerance">As for the fit.</param>
    /// <returns>Linear systems solved; -1 when no hypothesis is in front of the camera.</returns>
    public int Run(ReadOnlySpan<IEnergyTerm> terms, ReadOnlySpan<int> active, PinholeCamera camera, ReadOnlySpan<double> betas, double tolerance)
    {
        ChooseTrunk();
        double depth = _depth.Estimate(_whole.Observations, camera, DepthQuantile);
        int iterations = 0;
        for (int h = 0; h < Facings.Length; h++)
        {
            Place(Facings[h], camera, betas, depth);
            SolveReport report = _solver.Minimize(_state, _trunkTerms, TrunkUnknowns, TrunkIterations, tolerance);
            iterations += report.Iterations;
            _energies[h] = double.IsFinite(report.Energy) ? report.Energy : double.PositiveInfinity;
            _candidates[h].CopyFrom(_state.Parameters);
        }

        Array.Sort(_energies, _candidates);
        return double.IsFinite(_energies[0]) ? Pursue(terms, active, tolerance, iterations) : -1;
    }

    private int Pursue(ReadOnlySpan<IEnergyTerm> terms, ReadOnlySpan<int> active, double tolerance, int iterations)
    {
        double bestEnergy = double.PositiveInfinity;
        _whole.Widening = PursuitWidening;
        for (int h = 0; h < Pursued && double.IsFinite(_energies[h]); h++)
        {
            _state.Parameters.CopyFrom(_candidates[h]);
            SolveReport report = _solver.Minimize(_state, terms, active, PursuitIterations, tolerance);
            iterations += report.Iterations;
            if (report.Energy < bestEnergy)
            {
                bestEnergy = report.Energy;
                _best.CopyFrom(_state.Parameters);
            }
        }

        _whole.Widening = 1;
        _state.Parameters.CopyFrom(_best);
        return double.IsFinite(bestEnergy) ? iterations : -1;
    }

    /// <summary>The trunk's keypoints, or all when the trunk is not in view.</summary>
    private void ChooseTrunk()
    {
        int seen = 0;
        for (int k = 0; k < _isTrunk.Length; k++)
        {
            seen += _isTrunk[k] && _whole.Observations[k].Weight > 0 ? 1 : 0;
        }

        for (int k = 0; k < _isTrunk.Length; k++)
        {
            _trunk.Observations[k] = seen < 3 || _isTrunk[k] ? _whole.Observations[k] : default;
        }
    }

    /// <summary>A usual pose with the given facing, its trunk where it was seen.</summary>
    private void Place(double facing, PinholeCamera camera, ReadOnlySpan<double> betas, double depth)
    {
        BodyParameters p = _state.Parameters;
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            p.Rotations[j] = Rotation.Exp(JointRanges.Default.Mean[j]);
        }

        p.Rotations[0] = Rotation.Exp(new Vector3D(Math.PI, 0, 0)) * Rotation.Exp(new Vector3D(0, facing, 0));
        p.Translation = default;
        p.LogFocalScale = 0;
        betas.CopyTo(p.Betas);
        _state.Update();
        double weights = 0, x = 0, y = 0;
        Vector3D centre = default;
        for (int k = 0; k < _isTrunk.Length; k++)
        {
            Observation seen = _trunk.Observations[k];
            if (_state.Kinematics.Rig.Attachments[k] is not null)
            {
                weights += seen.Weight;
                x += seen.Weight * seen.X;
                y += seen.Weight * seen.Y;
                centre += seen.Weight * _state.Kinematics.Keypoints[k];
            }
        }

        p.Translation = camera.Unproject(x / weights, y / weights, depth) - ((1 / weights) * centre);
    }
}
