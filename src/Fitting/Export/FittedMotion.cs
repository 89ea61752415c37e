namespace LivePose.Fitting.Export;

/// <summary>The fitted bodies of one person over a clip, ready to be written.</summary>
/// <param name="Skeleton">The body that was fitted.</param>
/// <param name="FramesPerSecond">Rate of the frames, positive.</param>
/// <param name="FirstFrame">Index in the source of the first frame.</param>
/// <param name="Frames">One fit per frame without holes; a rejected one has no body.</param>
public sealed record FittedMotion(BodySkeleton Skeleton, double FramesPerSecond, long FirstFrame, IReadOnlyList<BodyFit> Frames)
{
    /// <summary>The one shape: that of the last good frame, by which a live fit has learned most, shape [S].</summary>
    public double[] Betas => Frames.LastOrDefault(f => f.Rejection == FitRejection.None)?.Parameters.Betas ?? new double[Skeleton.ShapeCount];

    /// <summary>Joints of the rest pose with <see cref="Betas"/>, metres, body frame, shape [24].</summary>
    public Vector3D[] RestJoints()
    {
        double[] betas = Betas;
        Vector3D[] joints = [.. Skeleton.RestJoints];
        for (int j = 0; j < joints.Length; j++)
        {
            for (int s = 0; s < betas.Length; s++)
            {
                joints[j] += betas[s] * Skeleton.JointShape[(j * betas.Length) + s];
            }
        }

        return joints;
    }

    /// <summary>From the camera frame (+x right, +y down, +z forward) to the frame of animation files (+x right, +y up, +z back).</summary>
    public static Vector3D ToYUp(Vector3D v) => new(v.X, -v.Y, -v.Z);

    /// <summary>The same for a rotation from a body to the camera frame.</summary>
    public static Matrix3 ToYUp(in Matrix3 r) => new(r.M11, r.M12, r.M13, -r.M21, -r.M22, -r.M23, -r.M31, -r.M32, -r.M33);
}
