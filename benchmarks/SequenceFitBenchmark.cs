using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using LivePose.Fitting;
using LivePose.Fitting.Body;

namespace LivePose.Benchmarks;

/// <summary>Fitting a whole clip: time per frame must not grow with its length.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 3)]
public class SequenceFitBenchmark
{
    private PoseSequence _sequence = null!;
    private SequenceFitter _fitter = null!;

    /// <summary>Frames of the clip.</summary>
    [Params(100, 300, 1000)]
    public int Frames { get; set; }

    /// <summary>A person who sways, with keypoint noise of 3 px.</summary>
    [GlobalSetup]
    public void Setup()
    {
        BodySkeleton skeleton = BuiltInBody.Model.ToSkeleton();
        PinholeCamera camera = new(1200, 1200, 640, 480);
        BodyState state = new(skeleton, new KeypointRig(skeleton, KeypointSets.Coco17));
        _sequence = new PoseSequence(KeypointSets.Coco17, camera, 30);
        _fitter = new SequenceFitter(skeleton, new SequenceOptions());
        Random random = new(1);
        for (int t = 0; t < Frames; t++)
        {
            for (int j = 0; j < BodyJoint.Count; j++)
            {
                state.Parameters.Rotations[j] = Rotation.Exp(JointRanges.Default.Mean[j]);
            }

            double sway = Math.Sin(0.1 * t);
            state.Parameters.Rotations[0] = Rotation.Exp(new Vector3D(Math.PI, 0, 0)) * Rotation.Exp(new Vector3D(0, 0.4 + (0.3 * sway), 0));
            state.Parameters.Translation = new Vector3D(0.1 * sway, 0, 4);
            state.Update();
            _sequence.Add(
                [.. state.Kinematics.Keypoints.Select(p => Noisy(camera.Project(p), random))], 60_000);
        }
    }

    /// <summary>Divide by <see cref="Frames"/> for the time per frame.</summary>
    [Benchmark]
    public int WholeClip() => _fitter.Fit(_sequence).Iterations;

    private static Keypoint Noisy((double X, double Y) pixel, Random random) => new(
        (float)(pixel.X + (6 * (random.NextDouble() - 0.5))), (float)(pixel.Y + (6 * (random.NextDouble() - 0.5))), 0.9f, 1);
}
