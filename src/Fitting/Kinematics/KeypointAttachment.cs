namespace LivePose.Fitting;

/// <summary>Where a named keypoint sits: a point fixed to one joint.</summary>
/// <param name="Joint">The joint whose rotation carries the point.</param>
/// <param name="Offset">From the joint to the point in the rest pose of the mean shape, metres, body frame.</param>
/// <param name="OffsetShape">Change of the offset by one unit of each shape coefficient, metres, shape [S]; empty = none.</param>
public sealed record KeypointAttachment(int Joint, Vector3D Offset, Vector3D[] OffsetShape)
{
    /// <summary>The joint itself.</summary>
    public static KeypointAttachment At(int joint) => new(joint, default, []);
}
