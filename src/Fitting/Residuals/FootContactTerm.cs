namespace LivePose.Fitting;

/// <summary>A foot that stands does not slide: its keypoints stay at their anchors.</summary>
/// <remarks>
/// E = Σ ½ p ρ(‖x - anchor‖² / σ²) with p the probability of contact and ρ Geman–McClure's, so that a foot that left after all is
/// let go. Valid for a camera that does not move.
/// </remarks>
public sealed class FootContactTerm : IEnergyTerm
{
    /// <summary>c² of the robust loss, in units of σ².</summary>
    private const double ScaleSquared = 9;

    private readonly int[] _columns;
    private readonly Vector3D[] _jacobian;
    private readonly double[] _row;

    /// <summary>Finds the foot keypoints of the set: ankles, heels and toes.</summary>
    /// <param name="rig">Keypoints on the body.</param>
    /// <param name="layout">Order of the unknowns.</param>
    /// <param name="sigma">How far a standing foot may move, metres, positive.</param>
    public FootContactTerm(KeypointRig rig, ParameterLayout layout, double sigma)
    {
        string[] parts = ["ankle", "heel", "big_toe", "small_toe"];
        Keypoints = [.. Enumerable.Range(0, rig.Count).Where(k =>
            rig.Attachments[k] is not null && parts.Any(part => rig.Set.Names[k].EndsWith(part, StringComparison.Ordinal)))];
        Anchors = new Vector3D[Keypoints.Length];
        Probabilities = new double[Keypoints.Length];
        Sigma = sigma;
        _columns = new int[layout.Count];
        _jacobian = new Vector3D[layout.Count];
        _row = new double[layout.Count];
    }

    /// <inheritdoc/>
    public string Name => "foot contact";

    /// <summary>Indices of the foot keypoints in the set, shape [F].</summary>
    public int[] Keypoints { get; }

    /// <summary>Where each stands, metres, camera frame, shape [F].</summary>
    public Vector3D[] Anchors { get; }

    /// <summary>Probability that each stands, shape [F]; 0 switches it off.</summary>
    public double[] Probabilities { get; }

    /// <summary>Standard deviation, metres.</summary>
    public double Sigma { get; }

    /// <inheritdoc/>
    public double Energy(BodyState state)
    {
        double sum = 0;
        for (int f = 0; f < Keypoints.Length; f++)
        {
            double s = (state.Kinematics.Keypoints[Keypoints[f]] - Anchors[f]).LengthSquared / (Sigma * Sigma);
            sum += Probabilities[f] * ScaleSquared * s / (ScaleSquared + s);
        }

        return 0.5 * sum;
    }

    /// <inheritdoc/>
    public void Accumulate(BodyState state, NormalEquations equations)
    {
        for (int f = 0; f < Keypoints.Length; f++)
        {
            if (!(Probabilities[f] > 0))
            {
                continue;
            }

            int count = state.Kinematics.KeypointJacobian(Keypoints[f], _columns, _jacobian);
            Vector3D residual = state.Kinematics.Keypoints[Keypoints[f]] - Anchors[f];
            double robust = ReprojectionTerm.RobustWeight(residual.LengthSquared / (Sigma * Sigma), ScaleSquared);
            double weight = robust * Probabilities[f] / (Sigma * Sigma);
            for (int axis = 0; axis < 3; axis++)
            {
                for (int i = 0; i < count; i++)
                {
                    _row[i] = _jacobian[i][axis];
                }

                equations.AddRow(_columns.AsSpan(0, count), _row.AsSpan(0, count), residual[axis], weight);
            }
        }
    }
}
