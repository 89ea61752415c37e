namespace LivePose.Fitting;

/// <summary>A body in one frame: joint rotations, translation, shape, and the scale of the focal length.</summary>
/// <remarks>Mutable and owned by whoever made it; the fitter copies, never keeps a reference.</remarks>
public sealed class BodyParameters
{
    /// <summary>The rest pose of the mean shape at the origin.</summary>
    /// <param name="shapeCount">S.</param>
    public BodyParameters(int shapeCount)
    {
        Betas = new double[shapeCount];
        Array.Fill(Rotations, Matrix3.Identity);
    }

    /// <summary>Rotation of each joint relative to its parent, shape [24]; the first turns the body frame into the camera frame.</summary>
    public Matrix3[] Rotations { get; } = new Matrix3[BodyJoint.Count];

    /// <summary>Added to the posed body, metres, camera frame; SMPL's <c>trans</c>.</summary>
    public Vector3D Translation { get; set; }

    /// <summary>Shape coefficients β, shape [S].</summary>
    public double[] Betas { get; }

    /// <summary>Natural logarithm of the factor on the camera's focal length; 0 = as given.</summary>
    public double LogFocalScale { get; set; }

    /// <summary>Takes over another's values.</summary>
    public void CopyFrom(BodyParameters other)
    {
        other.Rotations.CopyTo(Rotations, 0);
        other.Betas.CopyTo(Betas, 0);
        Translation = other.Translation;
        LogFocalScale = other.LogFocalScale;
    }

    /// <summary>Moves along a tangent vector: rotations by R exp(ω), the rest by addition.</summary>
    /// <param name="step">Shape [<see cref="ParameterLayout.Count"/>].</param>
    /// <param name="moved">Out: the result; may be this object.</param>
    public void Retract(ReadOnlySpan<double> step, BodyParameters moved)
    {
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            ReadOnlySpan<double> w = step.Slice(3 * j, 3);
            moved.Rotations[j] = Rotations[j] * Rotation.Exp(new Vector3D(w[0], w[1], w[2]));
        }

        ReadOnlySpan<double> t = step.Slice(ParameterLayout.Translation, 3);
        moved.Translation = Translation + new Vector3D(t[0], t[1], t[2]);
        for (int s = 0; s < Betas.Length; s++)
        {
            moved.Betas[s] = Betas[s] + step[ParameterLayout.Betas + s];
        }

        moved.LogFocalScale = LogFocalScale + step[ParameterLayout.Betas + Betas.Length];
    }

    /// <summary>Removes the drift that many products leave in the rotations.</summary>
    public void Normalize()
    {
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            Rotations[j] = Rotation.Normalize(Rotations[j]);
        }
    }

    /// <summary>Sets the rotations from rotation vectors.</summary>
    /// <param name="pose">SMPL's <c>pose</c>: 24 rotation vectors, radians, shape [72].</param>
    public void SetPose(ReadOnlySpan<double> pose)
    {
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            Rotations[j] = Rotation.Exp(new Vector3D(pose[3 * j], pose[(3 * j) + 1], pose[(3 * j) + 2]));
        }
    }

    /// <summary>Gives the rotations as rotation vectors.</summary>
    /// <param name="pose">Out: SMPL's <c>pose</c>, radians, shape [72].</param>
    public void GetPose(Span<double> pose)
    {
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            Vector3D v = Rotation.Log(Rotations[j]);
            (pose[3 * j], pose[(3 * j) + 1], pose[(3 * j) + 2]) = (v.X, v.Y, v.Z);
        }
    }
}
