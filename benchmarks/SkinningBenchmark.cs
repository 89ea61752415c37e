using System.Numerics;
using BenchmarkDotNet.Attributes;
using LivePose.Fitting;
using LivePose.Fitting.Arrays;
using LivePose.Fitting.Body;

namespace LivePose.Benchmarks;

/// <summary>Joints only, and full skinning of a body of SMPL's size with every pose corrective at work.</summary>
[MemoryDiagnoser]
public class SkinningBenchmark
{
    private const int Vertices = 6890;

    private readonly Vector3[] _vertices = new Vector3[Vertices];
    private readonly Vector3D[] _joints = new Vector3D[BodyJoint.Count];
    private readonly double[] _betas = new double[10];
    private BodyParameters _parameters = null!;
    private BodyKinematics _kinematics = null!;
    private BodyModel _model = null!;
    private FastSkinning _fast = null!;

    [GlobalSetup]
    public void Setup()
    {
        Random random = new(1);
        _model = RandomModel(random);
        _fast = new FastSkinning(_model);
        BodySkeleton skeleton = _model.ToSkeleton();
        _kinematics = new BodyKinematics(skeleton, new KeypointRig(skeleton, KeypointSets.Coco17));
        _parameters = new BodyParameters(10);
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            _parameters.Rotations[j] = Rotation.Exp(new Vector3D(random.NextDouble(), random.NextDouble(), random.NextDouble()));
        }
    }

    [Benchmark]
    public Vector3D JointsOnly()
    {
        _kinematics.Update(_parameters);
        return _kinematics.Joints[BodyJoint.LeftHand];
    }

    [Benchmark(Baseline = true)]
    public Vector3 FullSkinning()
    {
        _fast.Pose(_parameters.Rotations, _betas, default, _vertices, _joints);
        return _vertices[0];
    }

    [Benchmark]
    public Vector3 FullSkinningNewShape()
    {
        _betas[0] += 1e-3;
        _fast.Pose(_parameters.Rotations, _betas, default, _vertices, _joints);
        return _vertices[0];
    }

    [Benchmark]
    public double Reference() => LinearBlendSkinning.Pose(_model, _parameters.Rotations, _betas, default, _joints)[0];

    private static BodyModel RandomModel(Random random)
    {
        double[] weights = new double[Vertices * BodyJoint.Count], regressor = new double[BodyJoint.Count * Vertices];
        for (int v = 0; v < Vertices; v++)
        {
            for (int k = 0; k < 4; k++)
            {
                weights[(v * BodyJoint.Count) + random.Next(BodyJoint.Count)] += 0.25;
            }
        }

        for (int j = 0; j < BodyJoint.Count; j++)
        {
            regressor[(j * Vertices) + random.Next(Vertices)] = 1;
        }

        return new BodyModel(
            "random", Numbers(3), Numbers(30), Numbers(3 * 207), CsrMatrix.FromDense(regressor, BodyJoint.Count, Vertices),
            CsrMatrix.FromDense(weights, Vertices, BodyJoint.Count), [.. BodyJoint.Parents], [0, 1, 2]);

        double[] Numbers(int each) => [.. Enumerable.Range(0, each * Vertices).Select(_ => 0.02 * ((2 * random.NextDouble()) - 1))];
    }
}
