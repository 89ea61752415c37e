namespace LivePose.Fitting;

/// <summary>What the fitter must know of a body: joints that depend linearly on shape, their tree, and where named keypoints sit.</summary>
/// <remarks>Immutable, shared by all fitters. In SMPL's terms the joints are J(β) = J0 + JS β (Loper et al. 2015, eq. 10).</remarks>
public sealed class BodySkeleton
{
    private readonly int[][] _chains;

    /// <summary>Checks and keeps the data.</summary>
    /// <param name="parents">Parent of each joint, shape [24]; -1 for the first, smaller than the child's index for the others.</param>
    /// <param name="restJoints">J0: joints of the mean shape in the rest pose, metres, body frame, shape [24].</param>
    /// <param name="jointShape">JS: change of each joint by one unit of each shape coefficient, metres, shape [24, S], row-major.</param>
    /// <param name="attachments">Named keypoints.</param>
    /// <exception cref="ArgumentException">Shapes do not agree or the parents are not a tree in order.</exception>
    public BodySkeleton(
        IReadOnlyList<int> parents, Vector3D[] restJoints, Vector3D[] jointShape, IReadOnlyDictionary<string, KeypointAttachment> attachments)
    {
        if (parents.Count != BodyJoint.Count || restJoints.Length != BodyJoint.Count || jointShape.Length % BodyJoint.Count != 0)
        {
            throw new ArgumentException(
                $"A body skeleton has {BodyJoint.Count} joints, but there are {parents.Count} parents, {restJoints.Length} rest joints " +
                $"and {jointShape.Length} joint shape vectors (they must be {BodyJoint.Count} times the number of shape coefficients).");
        }

        for (int j = 0; j < parents.Count; j++)
        {
            if (j == 0 ? parents[0] != -1 : parents[j] < 0 || parents[j] >= j)
            {
                throw new ArgumentException($"Joint {j} has parent {parents[j]}; the first joint's must be -1 and any other's a smaller index.");
            }
        }

        if (!restJoints.All(v => v.IsFinite) || !jointShape.All(v => v.IsFinite))
        {
            throw new ArgumentException("The body skeleton has joints that are not finite numbers.");
        }

        Parents = [.. parents];
        RestJoints = restJoints;
        JointShape = jointShape;
        ShapeCount = jointShape.Length / BodyJoint.Count;
        Attachments = attachments;
        _chains = [.. Enumerable.Range(0, BodyJoint.Count).Select(ChainOf)];
        CheckAttachments();
    }

    /// <summary>S, the number of shape coefficients.</summary>
    public int ShapeCount { get; }

    /// <summary>Parent of each joint, shape [24].</summary>
    public int[] Parents { get; }

    /// <summary>J0, metres, body frame, shape [24].</summary>
    public Vector3D[] RestJoints { get; }

    /// <summary>JS, metres per unit of coefficient, shape [24, S], row-major.</summary>
    public Vector3D[] JointShape { get; }

    /// <summary>Named keypoints.</summary>
    public IReadOnlyDictionary<string, KeypointAttachment> Attachments { get; }

    /// <summary>The joints from the root to a joint, itself included, in ascending order.</summary>
    public ReadOnlySpan<int> Chain(int joint) => _chains[joint];

    private int[] ChainOf(int joint)
    {
        List<int> chain = [];
        for (int j = joint; j >= 0; j = Parents[j])
        {
            chain.Insert(0, j);
        }

        return [.. chain];
    }

    private void CheckAttachments()
    {
        foreach ((string name, KeypointAttachment at) in Attachments)
        {
            if (at.Joint is < 0 or >= BodyJoint.Count || (at.OffsetShape.Length != 0 && at.OffsetShape.Length != ShapeCount))
            {
                throw new ArgumentException(
                    $"Keypoint '{name}' hangs on joint {at.Joint} with {at.OffsetShape.Length} shape vectors; the joint must be 0 to " +
                    $"{BodyJoint.Count - 1} and the vectors {ShapeCount} or none.");
            }
        }
    }
}
