namespace LivePose.Fitting;

/// <summary>Uncertainty of every joint in every frame of a clip, from the curvature of the whole energy at its minimum.</summary>
/// <remarks>
/// Laplace's approximation, J H⁻¹ Jᵀ, with the blocks of H⁻¹ from <see cref="SelectedInverse"/>: what the frames around say counts, and
/// so does what the clip leaves open about the shape. Time is linear in the frames. A clip longer than a window is done in
/// windows that overlap by the look-ahead on both sides, of which only the middle is kept; what lies outside says nothing.
/// </remarks>
internal sealed class SequenceCovariance
{
    private const int N = ParameterLayout.PoseCount;

    private readonly SequenceProblem _problem;
    private readonly SequenceOptions _options;
    private readonly SelectedInverse _inverse;
    private readonly int _shapeCount;
    private readonly int[] _columns;
    private readonly Vector3D[] _jacobian;

    /// <param name="problem">The solved problem.</param>
    /// <param name="options">Settings.</param>
    /// <param name="shapeCount">S.</param>
    public SequenceCovariance(SequenceProblem problem, SequenceOptions options, int shapeCount)
    {
        (_problem, _options, _shapeCount) = (problem, options, shapeCount);
        _inverse = new SelectedInverse(N, shapeCount);
        int count = new ParameterLayout(shapeCount).Count;
        _columns = new int[count];
        _jacobian = new Vector3D[count];
    }

    /// <summary>Computes all of them.</summary>
    /// <param name="frames">The solution.</param>
    /// <param name="system">Overwritten; its capacity is the window.</param>
    /// <param name="fits">Out: their covariances, m², camera frame; zero in a window that does not determine the body.</param>
    public void Compute(BodyParameters[] frames, BandedArrowSystem system, BodyFit[] fits)
    {
        _problem.ShapeFixed = false;
        _problem.Shape.Reset();
        double[] shape = ShapePrecision(frames, system);
        foreach (Stretch s in Stretches(frames.Length))
        {
            _problem.Linearise(frames, s.Start, s.End, system, given: false);
            bool determined = system.TryFactor();
            shape.CopyTo(system.Corner, 0);
            if (!determined || !Cholesky.TryFactor(system.Corner, _shapeCount))
            {
                continue;
            }

            _inverse.Begin(system);
            for (int t = s.End - 1; t >= s.First; t--)
            {
                _inverse.Step(system, t - s.Start);
                if (t < s.Last)
                {
                    Fill(frames[t], t, fits[t].JointCovariances);
                }
            }
        }
    }

    /// <summary>
    /// What the whole clip says about the shape, shape [S, S]: the population, and of each stretch the part that no other counts,
    /// with frames worth <see cref="FitOptions.ShapeRate"/> of their number.
    /// </summary>
    private double[] ShapePrecision(BodyParameters[] frames, BandedArrowSystem system)
    {
        double[] sum = [.. _problem.Shape.Precision];
        foreach (Stretch s in Stretches(frames.Length))
        {
            _problem.Linearise(frames, s.Start, s.End, system, given: false);
            if (!system.TryFactor())
            {
                continue;
            }

            double share = _options.Frame.ShapeRate * (s.Last - s.First) / (s.End - s.Start);
            for (int i = 0; i < _shapeCount; i++)
            {
                for (int k = 0; k < _shapeCount; k++)
                {
                    int length = Math.Min(i, k) + 1, at = (i * _shapeCount) + k;
                    double seen = VectorMath.Dot(
                        system.Corner.AsSpan(i * _shapeCount, length), system.Corner.AsSpan(k * _shapeCount, length));
                    sum[at] += share * (seen - _problem.Shape.Precision[at]);
                }
            }
        }

        return sum;
    }

    private IEnumerable<Stretch> Stretches(int count)
    {
        int window = Math.Min(_options.Window, count);
        for (int first = 0; first < count;)
        {
            int start = Math.Max(0, first - _options.LookAhead), end = Math.Min(count, start + window);
            int last = end == count ? end : end - _options.LookAhead;
            yield return new Stretch(start, end, first, last);
            first = last;
        }
    }

    private void Fill(BodyParameters frame, int t, Matrix3[] covariances)
    {
        _problem.Show(frame, t);
        _problem.State.UpdateDerivatives();
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            int count = _problem.State.Kinematics.JointJacobian(j, _columns, _jacobian);
            covariances[j] = Covariance(_columns.AsSpan(0, count), _jacobian.AsSpan(0, count));
        }
    }

    /// <summary>J Z Jᵀ.</summary>
    private Matrix3 Covariance(ReadOnlySpan<int> columns, ReadOnlySpan<Vector3D> jacobian)
    {
        double xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0;
        for (int i = 0; i < columns.Length; i++)
        {
            Vector3D v = jacobian[i], applied = default;
            for (int k = 0; k < columns.Length; k++)
            {
                applied += Element(columns[i], columns[k]) * jacobian[k];
            }

            xx += v.X * applied.X;
            xy += v.X * applied.Y;
            xz += v.X * applied.Z;
            yy += v.Y * applied.Y;
            yz += v.Y * applied.Z;
            zz += v.Z * applied.Z;
        }

        return new Matrix3(xx, xy, xz, xy, yy, yz, xz, yz, zz);
    }

    private double Element(int row, int column) => (row < N, column < N) switch
    {
        (true, true) => _inverse.Diagonal[(row * N) + column],
        (false, true) => _inverse.Arrow[((row - N) * N) + column],
        (true, false) => _inverse.Arrow[((column - N) * N) + row],
        _ => _inverse.Corner[((row - N) * _shapeCount) + column - N],
    };

    /// <summary>Frames that are solved together, of which those from First to Last - 1 are kept.</summary>
    private readonly record struct Stretch(int Start, int End, int First, int Last);
}
