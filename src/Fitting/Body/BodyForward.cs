using System.Numerics;
using System.Runtime.InteropServices;
using LivePose.Fitting.Arrays;

namespace LivePose.Fitting.Body;

/// <summary>Runs a body model over a motion: what <c>livepose body forward</c> does.</summary>
public static class BodyForward
{
    private const long MaxNumbers = ArrayType.MaxBytes / sizeof(float);

    /// <summary>Poses the body in every frame.</summary>
    /// <param name="model">The body.</param>
    /// <param name="motion">
    /// Poses of 3 J numbers, or SMPL's 72 for a body with more joints, whose hands and face then rest; surplus shape coefficients
    /// are ignored.
    /// </param>
    /// <returns>Vertices [N, V, 3] and joints [N, J, 3], float32, metres.</returns>
    /// <exception cref="InvalidDataException">The poses are of another body, or the result would not fit one array.</exception>
    public static (NdArray Vertices, NdArray Joints) Run(BodyModel model, BodyMotion motion)
    {
        int frames = motion.FrameCount, v = model.VertexCount, j = model.JointCount;
        if ((long)frames * v * 3 > MaxNumbers)
        {
            throw new InvalidDataException($"{frames} frames of {v} vertices do not fit one array; split the motion into parts of {MaxNumbers / (3 * v)} frames.");
        }

        float[] vertices = new float[frames * v * 3], joints = new float[frames * j * 3];
        Matrix3[] rotations = new Matrix3[j];
        Vector3D[] posed = new Vector3D[j];
        FastSkinning skinning = new(model);
        for (int n = 0; n < frames; n++)
        {
            ToRotations(model, motion.Pose(n), rotations);
            ReadOnlySpan<double> betas = motion.Betas(n);
            Span<Vector3> target = MemoryMarshal.Cast<float, Vector3>(vertices.AsSpan()).Slice(n * v, v);
            skinning.Pose(rotations, betas[..Math.Min(betas.Length, model.ShapeCount)], motion.Translation(n), target, posed);
            for (int i = 0; i < 3 * j; i++)
            {
                joints[(n * 3 * j) + i] = (float)posed[i / 3][i % 3];
            }
        }

        return (NdArray.Create(vertices, frames, v, 3), NdArray.Create(joints, frames, j, 3));
    }

    /// <summary>Rotation vectors to matrices; 24 poses of a body with more joints turn its first 22 and leave the rest at rest.</summary>
    private static void ToRotations(BodyModel model, ReadOnlySpan<double> pose, Span<Matrix3> rotations)
    {
        int given = pose.Length / 3;
        if (given != model.JointCount && !(given == BodyJoint.Count && model.JointCount > BodyJoint.Count))
        {
            throw new InvalidDataException($"The motion has poses of {pose.Length} numbers, but '{model.Name}' with {model.JointCount} joints needs {3 * model.JointCount}.");
        }

        int used = given == model.JointCount ? given : BodyJoint.LeftHand;
        rotations.Fill(Matrix3.Identity);
        for (int j = 0; j < used; j++)
        {
            rotations[j] = Rotation.Exp(new Vector3D(pose[3 * j], pose[(3 * j) + 1], pose[(3 * j) + 2]));
        }
    }
}
