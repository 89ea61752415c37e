namespace LivePose.Fitting;

/// <summary>Stay near a given pose and place: the initialisation of a fit, or where the last frames' constant velocity leads.</summary>
/// <remarks>E = ½ Σ ‖log(T_jᵀ R_j)‖² / σ_j² + ½ ‖t - t*‖² / σ_t².</remarks>
/// <param name="name">What the target is, for messages.</param>
/// <param name="shapeCount">S, of the target.</param>
public sealed class NearPoseTerm(string name, int shapeCount) : IEnergyTerm
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>The pose and place to stay near; its shape is ignored.</summary>
    public BodyParameters Target { get; } = new(shapeCount);

    /// <summary>1 / σ_j², rad⁻², shape [24]; 0 leaves a joint free.</summary>
    public double[] RotationPrecision { get; } = new double[BodyJoint.Count];

    /// <summary>1 / σ_t², m⁻², along the camera's x, y and z.</summary>
    public Vector3D TranslationPrecision { get; set; }

    /// <inheritdoc/>
    public double Energy(BodyState state)
    {
        double sum = 0;
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            if (RotationPrecision[j] > 0)
            {
                sum += RotationPrecision[j] * Deviation(state, j).LengthSquared;
            }
        }

        Vector3D d = state.Parameters.Translation - Target.Translation, p = TranslationPrecision;
        return 0.5 * (sum + (p.X * d.X * d.X) + (p.Y * d.Y * d.Y) + (p.Z * d.Z * d.Z));
    }

    /// <inheritdoc/>
    public void Accumulate(BodyState state, NormalEquations equations)
    {
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            if (RotationPrecision[j] > 0)
            {
                Vector3D v = Deviation(state, j);
                double p = RotationPrecision[j];
                RotationVectorTerm.Add(equations, j, Rotation.RightJacobianInverse(v), new Vector3D(p, p, p), v);
            }
        }

        Vector3D t = state.Parameters.Translation - Target.Translation, w = TranslationPrecision;
        equations.AddBlock(
            ParameterLayout.Translation, new Matrix3(w.X, 0, 0, 0, w.Y, 0, 0, 0, w.Z), new Vector3D(w.X * t.X, w.Y * t.Y, w.Z * t.Z));
    }

    private Vector3D Deviation(BodyState state, int joint) =>
        Rotation.Log(Target.Rotations[joint].Transpose() * state.Parameters.Rotations[joint]);
}
