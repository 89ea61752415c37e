using BenchmarkDotNet.Attributes;
using LivePose.Fitting;
using LivePose.Fitting.Body;
using MathNet.Numerics.LinearAlgebra;

namespace LivePose.Benchmarks;

/// <summary>What fitting one person costs, part by part: kinematics, derivatives, one linear system, warm and cold fit.</summary>
[MemoryDiagnoser]
public class FittingBenchmark
{
    private const double Rate = 30;

    private readonly PinholeCamera _camera = new(1200, 1200, 640, 480);
    private readonly int[] _columns = new int[128];
    private readonly Vector3D[] _jacobian = new Vector3D[128];
    private Keypoint[][] _frames = [];
    private BodyState _state = null!;
    private ReprojectionTerm _reprojection = null!;
    private NormalEquations _equations = null!;
    private BodyFitter _warm = null!;
    private BodyFitter _cold = null!;
    private BodyFit _fit = null!;
    private double[] _matrix = [];
    private double[] _right = [];
    private Matrix<double> _denseMatrix = null!;
    private Vector<double> _denseRight = null!;
    private readonly Random _random = new(1);
    private int _frame;

    /// <summary>A person who sways, 4 m away, with keypoints of confidence 0.9 and the noise that this means.</summary>
    [GlobalSetup]
    public void Setup()
    {
        BodySkeleton skeleton = BuiltInBody.Model.ToSkeleton();
        KeypointRig rig = new(skeleton, KeypointSets.Coco17);
        _state = new BodyState(skeleton, rig);
        _state.SetCamera(_camera);
        _frames = [.. Enumerable.Range(0, 600).Select(t => Show(t / Rate))];
        _reprojection = new ReprojectionTerm(rig, _state.Kinematics.Layout);
        Observations.Fill(
            _frames[^1], rig.Set.Sigmas, 60_000, KeypointWeighting.InverseVariance, 3, 1, _reprojection.Observations);
        _equations = new NormalEquations(_state.Kinematics.Layout);
        _fit = new BodyFit(skeleton.ShapeCount);
        _warm = new BodyFitter(skeleton, KeypointSets.Coco17, new FitOptions());
        _cold = new BodyFitter(skeleton, KeypointSets.Coco17, new FitOptions());
        _state.UpdateDerivatives();
        FillMatrices();
    }

    /// <summary>24 joints and 17 keypoints; the goal is 10 µs.</summary>
    [Benchmark]
    public Vector3D JointsOnlyForward()
    {
        _state.Kinematics.Update(_state.Parameters);
        return _state.Kinematics.Keypoints[0];
    }

    /// <summary>Derivatives of 17 keypoints by 85 unknowns.</summary>
    [Benchmark]
    public int Jacobian()
    {
        _state.UpdateDerivatives();
        int sum = 0;
        for (int k = 0; k < KeypointSets.Coco17.Count; k++)
        {
            sum += _state.Kinematics.KeypointJacobian(k, _columns, _jacobian);
        }

        return sum;
    }

    /// <summary>The data term's share of the 85×85 normal equations.</summary>
    [Benchmark]
    public double AccumulateReprojection()
    {
        _equations.Clear();
        _reprojection.Accumulate(_state, _equations);
        return _equations.Gradient[0];
    }

    /// <summary>Factorising and solving 85×85 in place.</summary>
    [Benchmark]
    public double OwnCholesky()
    {
        FillMatrices();
        Cholesky.TryFactor(_matrix, 85);
        Cholesky.SolveLower(_matrix, 85, _right);
        Cholesky.SolveUpper(_matrix, 85, _right);
        return _right[0];
    }

    /// <summary>The same by MathNet.Numerics.</summary>
    [Benchmark]
    public double MathNetCholesky() => _denseMatrix.Cholesky().Solve(_denseRight)[0];

    /// <summary>One frame from the last one, covariance included; the goal is 1 ms.</summary>
    [Benchmark]
    public FitRejection WarmFit()
    {
        _frame++;
        return _warm.Fit(_frames[Bounce(_frame)], 60_000, _camera, _frame / Rate, _fit);
    }

    /// <summary>One frame from nothing, four facings; the goal is 4 ms.</summary>
    [Benchmark]
    public FitRejection ColdFit()
    {
        _cold.Reset();
        _frame++;
        return _cold.Fit(_frames[Bounce(_frame)], 60_000, _camera, _frame / Rate, _fit);
    }

    /// <summary>There and back through the clip, so that motion never jumps.</summary>
    private int Bounce(int frame)
    {
        int period = (2 * _frames.Length) - 2, at = frame % period;
        return at < _frames.Length ? at : period - at;
    }

    private void FillMatrices()
    {
        if (_matrix.Length == 0)
        {
            Random random = new(1);
            Matrix<double> a = Matrix<double>.Build.Dense(85, 85, (_, _) => random.NextDouble() - 0.5);
            _denseMatrix = (a * a.Transpose()) + Matrix<double>.Build.DenseIdentity(85);
            _denseRight = Vector<double>.Build.Dense(85, _ => random.NextDouble());
            _matrix = new double[85 * 85];
            _right = new double[85];
        }

        _denseMatrix.AsColumnMajorArray().CopyTo(_matrix, 0);
        _denseRight.AsArray().CopyTo(_right, 0);
    }

    private Keypoint[] Show(double time)
    {
        BodyParameters body = _state.Parameters;
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            body.Rotations[j] = Rotation.Exp(JointRanges.Default.Mean[j]);
        }

        double sway = Math.Sin(3 * time);
        body.Rotations[0] = Rotation.Exp(new Vector3D(Math.PI, 0, 0)) * Rotation.Exp(new Vector3D(0, 0.4 + (0.3 * sway), 0));
        body.Rotations[BodyJoint.LeftShoulder] *= Rotation.Exp(new Vector3D(0, 0, 0.6 * (1 + sway)));
        body.Rotations[BodyJoint.LeftHip] *= Rotation.Exp(new Vector3D(-0.5 * sway, 0, 0));
        body.Translation = new Vector3D(0.1 * sway, 0, 4);
        _state.Update();
        return [.. _state.Kinematics.Keypoints.Select((p, k) =>
        {
            (double x, double y) = _camera.Project(p);
            double sigma = Math.Sqrt(KeypointVariance.FromConfidence(0.9, Oks.FalloffSquared(KeypointSets.Coco17.Sigmas[k], 60_000)));
            return new Keypoint((float)(x + (sigma * Normal())), (float)(y + (sigma * Normal())), 0.9f, 1);
        })];
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
