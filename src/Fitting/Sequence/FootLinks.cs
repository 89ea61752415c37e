namespace LivePose.Fitting;

/// <summary>A foot that stands in two frames in a row is at the same place in both.</summary>
/// <remarks>E = ½ p ρ(‖x_t - x_(t-1)‖² / σ²), ρ Geman–McClure's; the points depend on both poses and on the shape.</remarks>
internal sealed class FootLinks
{
    /// <summary>c² of the robust loss, in units of σ².</summary>
    private const double ScaleSquared = 25;

    private readonly int[] _feet;
    private readonly double _precision;
    private readonly int _shapeCount;
    private readonly Foot[] _before;
    private readonly Foot[] _now;

    /// <param name="feet">Indices of the foot keypoints, shape [F].</param>
    /// <param name="layout">Order of the unknowns.</param>
    /// <param name="sigma">Slide from frame to frame, metres.</param>
    public FootLinks(int[] feet, ParameterLayout layout, double sigma)
    {
        _feet = feet;
        _precision = 1 / (sigma * sigma);
        _shapeCount = layout.ShapeCount;
        _before = [.. feet.Select(_ => new Foot(layout.Count))];
        _now = [.. feet.Select(_ => new Foot(layout.Count))];
    }

    /// <summary>Forgets the frame before.</summary>
    public void Begin()
    {
        foreach (Foot foot in _now)
        {
            foot.Columns = 0;
        }
    }

    /// <summary>Takes in the next frame's body.</summary>
    /// <param name="body">Updated.</param>
    /// <param name="derivatives">Whether its derivatives are ready and wanted.</param>
    public void Advance(BodyKinematics body, bool derivatives)
    {
        for (int f = 0; f < _feet.Length; f++)
        {
            (_before[f], _now[f]) = (_now[f], _before[f]);
            _now[f].Position = body.Keypoints[_feet[f]];
            _now[f].Columns = derivatives ? body.KeypointJacobian(_feet[f], _now[f].Indices, _now[f].Jacobian) : 1;
        }
    }

    /// <summary>Energy of the last two frames; 0 when there is no frame before.</summary>
    /// <param name="standing">Probability that each foot stands in both, shape [F].</param>
    public double Energy(ReadOnlySpan<double> standing)
    {
        double sum = 0;
        for (int f = 0; f < _feet.Length; f++)
        {
            if (_before[f].Columns > 0)
            {
                double s = _precision * (_now[f].Position - _before[f].Position).LengthSquared;
                sum += standing[f] * ScaleSquared * s / (ScaleSquared + s);
            }
        }

        return 0.5 * sum;
    }

    /// <summary>Adds the last two frames' blocks.</summary>
    /// <param name="standing">Probability that each foot stands in both, shape [F].</param>
    /// <param name="system">Added to.</param>
    /// <param name="t">Block of the last frame; when 0, the frame before is fixed.</param>
    public void Accumulate(ReadOnlySpan<double> standing, BandedArrowSystem system, int t)
    {
        for (int f = 0; f < _feet.Length; f++)
        {
            if (standing[f] > 0 && _before[f].Columns > 0)
            {
                Vector3D residual = _now[f].Position - _before[f].Position;
                double weight = standing[f] * _precision
                    * ReprojectionTerm.RobustWeight(_precision * residual.LengthSquared, ScaleSquared);
                AddLink(system, t, _before[f], _now[f], residual, weight);
            }
        }
    }

    private void AddLink(BandedArrowSystem system, int t, Foot before, Foot now, Vector3D residual, double weight)
    {
        const int N = ParameterLayout.PoseCount;
        int pose = now.Columns - _shapeCount;
        for (int a = 0; a < pose; a++)
        {
            int row = now.Indices[a];
            Vector3D ja = weight * now.Jacobian[a], jb = weight * before.Jacobian[a];
            system.Right(t)[row] -= Vector3D.Dot(ja, residual);
            for (int b = 0; b < pose; b++)
            {
                int column = now.Indices[b];
                if (b <= a)
                {
                    system.Diagonal(t)[(row * N) + column] += Vector3D.Dot(ja, now.Jacobian[b]);
                }

                if (t > 0)
                {
                    system.First(t)[(row * N) + column] -= Vector3D.Dot(ja, before.Jacobian[b]);
                    if (b <= a)
                    {
                        system.Diagonal(t - 1)[(row * N) + column] += Vector3D.Dot(jb, before.Jacobian[b]);
                    }
                }
            }

            if (t > 0)
            {
                system.Right(t - 1)[row] += Vector3D.Dot(jb, residual);
            }
        }

        AddShape(system, t, before, now, residual, weight);
    }

    /// <summary>The shape's part; a fixed frame keeps the place that its foot has.</summary>
    private void AddShape(BandedArrowSystem system, int t, Foot before, Foot now, Vector3D residual, double weight)
    {
        const int N = ParameterLayout.PoseCount;
        int pose = now.Columns - _shapeCount;
        Span<Vector3D> byShape = stackalloc Vector3D[_shapeCount];
        for (int s = 0; s < _shapeCount; s++)
        {
            byShape[s] = now.Jacobian[pose + s] - (t > 0 ? before.Jacobian[pose + s] : default);
            Vector3D force = weight * byShape[s];
            system.CornerRight[s] -= Vector3D.Dot(force, residual);
            for (int a = 0; a < pose; a++)
            {
                system.Arrow(t)[(s * N) + now.Indices[a]] += Vector3D.Dot(force, now.Jacobian[a]);
                if (t > 0)
                {
                    system.Arrow(t - 1)[(s * N) + now.Indices[a]] -= Vector3D.Dot(force, before.Jacobian[a]);
                }
            }

            for (int c = 0; c <= s; c++)
            {
                system.Corner[(s * _shapeCount) + c] += Vector3D.Dot(force, byShape[c]);
            }
        }
    }

    /// <summary>A foot keypoint in one frame.</summary>
    private sealed class Foot(int capacity)
    {
        public Vector3D Position { get; set; }

        public int Columns { get; set; }

        public int[] Indices { get; } = new int[capacity];

        public Vector3D[] Jacobian { get; } = new Vector3D[capacity];
    }
}
