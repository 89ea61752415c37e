using LivePose.Fitting;
using LivePose.Fitting.Export;

namespace LivePose.App.Bodies;

/// <summary>All that the files of one person need of every frame, in about 1.3 kB each: pose, place, shape, joints and time.</summary>
/// <param name="skeleton">The body that is fitted.</param>
/// <param name="firstFrame">Index in the source of the first frame.</param>
internal sealed class PersonMotion(BodySkeleton skeleton, long firstFrame)
{
    private const int Pose = 3 * BodyJoint.Count;

    /// <summary>One row a frame: time, 72 pose, 3 translation, S shape, 72 joints; null where there is no body.</summary>
    private readonly List<double[]?> _frames = [];

    /// <summary>True when at least one frame has a body.</summary>
    public bool HasBody { get; private set; }

    /// <summary>Adds a frame; indices that were left out become frames without a body.</summary>
    /// <param name="frame">Index in the source, rising from call to call.</param>
    /// <param name="fit">Copied.</param>
    public void Add(long frame, BodyFit fit)
    {
        while (_frames.Count < frame - firstFrame)
        {
            _frames.Add(null);
        }

        bool good = fit.Rejection == FitRejection.None;
        HasBody |= good;
        _frames.Add(good ? Pack(fit) : null);
    }

    /// <summary>The whole motion.</summary>
    /// <param name="framesPerSecond">Rate, positive.</param>
    public FittedMotion ToMotion(double framesPerSecond) =>
        new(skeleton, framesPerSecond, firstFrame, [.. _frames.Select((row, t) => Unpack(row, (firstFrame + t) / framesPerSecond))]);

    private double[] Pack(BodyFit fit)
    {
        double[] row = new double[1 + Pose + 3 + skeleton.ShapeCount + Pose];
        row[0] = fit.Time;
        fit.Parameters.GetPose(row.AsSpan(1, Pose));
        Put(fit.Parameters.Translation, row.AsSpan(1 + Pose));
        fit.Parameters.Betas.CopyTo(row, 1 + Pose + 3);
        Span<double> joints = row.AsSpan(row.Length - Pose);
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            Put(fit.Joints[j], joints[(3 * j)..]);
        }

        return row;
    }

    private BodyFit Unpack(double[]? row, double time)
    {
        BodyFit fit = new(skeleton.ShapeCount) { Time = time };
        if (row is null)
        {
            return fit;
        }

        fit.Rejection = FitRejection.None;
        fit.Time = row[0];
        fit.Parameters.SetPose(row.AsSpan(1, Pose));
        fit.Parameters.Translation = Get(row.AsSpan(1 + Pose));
        row.AsSpan(1 + Pose + 3, skeleton.ShapeCount).CopyTo(fit.Parameters.Betas);
        ReadOnlySpan<double> joints = row.AsSpan(row.Length - Pose);
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            fit.Joints[j] = Get(joints[(3 * j)..]);
        }

        return fit;
    }

    private static void Put(Vector3D v, Span<double> to) => (to[0], to[1], to[2]) = (v.X, v.Y, v.Z);

    private static Vector3D Get(ReadOnlySpan<double> from) => new(from[0], from[1], from[2]);
}
