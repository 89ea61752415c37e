namespace LivePose.Fitting;

/// <summary>A point of the search: parameters, camera, and all that the energy terms derive from them, computed once for all terms.</summary>
/// <remarks>Allocated once; not thread-safe.</remarks>
public sealed class BodyState
{
    private PinholeCamera _given = new(1, 1, 0, 0);

    /// <summary>Allocates the buffers.</summary>
    public BodyState(BodySkeleton skeleton, KeypointRig rig)
    {
        Kinematics = new BodyKinematics(skeleton, rig);
        Parameters = new BodyParameters(skeleton.ShapeCount);
    }

    /// <summary>The unknowns. After changing them call <see cref="Update"/>.</summary>
    public BodyParameters Parameters { get; }

    /// <summary>Joints and keypoints.</summary>
    public BodyKinematics Kinematics { get; }

    /// <summary>The camera with the present scale of its focal length.</summary>
    public PinholeCamera Camera { get; private set; }

    /// <summary>Rotation vector of each joint but the root, radians, shape [24].</summary>
    public Vector3D[] RotationVectors { get; } = new Vector3D[BodyJoint.Count];

    /// <summary>Derivative of each rotation vector by its tangent, J_r⁻¹, shape [24].</summary>
    public Matrix3[] RotationDerivatives { get; } = new Matrix3[BodyJoint.Count];

    /// <summary>Sets the camera as it is given, before any refinement.</summary>
    public void SetCamera(PinholeCamera camera) => _given = camera;

    /// <summary>Recomputes everything that the energy needs.</summary>
    public void Update()
    {
        Camera = Parameters.LogFocalScale == 0 ? _given : _given.Zoomed(Math.Exp(Parameters.LogFocalScale));
        Kinematics.Update(Parameters);
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            RotationVectors[j] = Rotation.Log(Parameters.Rotations[j]);
        }
    }

    /// <summary>Computes what the derivatives need, after <see cref="Update"/>.</summary>
    public void UpdateDerivatives()
    {
        Kinematics.UpdateDerivatives();
        for (int j = 1; j < BodyJoint.Count; j++)
        {
            RotationDerivatives[j] = Rotation.RightJacobianInverse(RotationVectors[j]);
        }
    }
}
