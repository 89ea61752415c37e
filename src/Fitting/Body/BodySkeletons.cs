namespace LivePose.Fitting.Body;

/// <summary>Reduces a body model to what the fitter reads: 24 joints, linear in shape, and keypoints hung on single joints.</summary>
public static class BodySkeletons
{
    /// <summary>First joint of the middle finger in SMPL-H (left, right), standing for SMPL's hand joints.</summary>
    private static readonly int[] SmplHHands = [25, 40];

    /// <summary>The same in SMPL-X.</summary>
    private static readonly int[] SmplXHands = [28, 43];

    /// <summary>The skeleton of a body.</summary>
    /// <remarks>
    /// A keypoint made of vertices is fixed to the joint that moves most of it, which leaves out how the skin slides; one made of
    /// several joints is fixed to the last joint that all of them hang on.
    /// </remarks>
    /// <exception cref="InvalidDataException">The body has fewer than 24 joints or another tree than SMPL's.</exception>
    public static BodySkeleton ToSkeleton(this BodyModel model)
    {
        int[] joints = SmplJoints(model);
        int shapes = model.ShapeCount;
        Vector3D[] rest = [.. joints.Select(j => At(model.RestJoints, j))];
        Vector3D[] shape = new Vector3D[BodyJoint.Count * shapes];
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            for (int s = 0; s < shapes; s++)
            {
                shape[(j * shapes) + s] = At(model.JointShape, (s * model.JointCount) + joints[j]);
            }
        }

        Dictionary<string, KeypointAttachment> attachments = new(StringComparer.Ordinal);
        foreach (KeypointDefinition keypoint in model.Keypoints)
        {
            attachments[keypoint.Name] = Attach(model, joints, keypoint);
        }

        return new BodySkeleton(BodyJoint.Parents, rest, shape, attachments);
    }

    /// <summary>For each of SMPL's 24 joints, the joint of the model that plays its part, shape [24].</summary>
    public static int[] SmplJoints(this BodyModel model)
    {
        int[] joints = [.. Enumerable.Range(0, BodyJoint.Count)];
        int[] hands = model.JointCount switch { 52 => SmplHHands, 55 => SmplXHands, _ => [BodyJoint.LeftHand, BodyJoint.RightHand] };
        (joints[BodyJoint.LeftHand], joints[BodyJoint.RightHand]) = (hands[0], hands[1]);
        for (int j = 0; j < BodyJoint.Count; j++)
        {
            if (joints[j] >= model.JointCount || model.Parents[joints[j]] != BodyJoint.Parents[j])
            {
                throw new InvalidDataException($"'{model.Name}' does not have SMPL's joint tree: joint {j} ({BodyJoint.Names[j]}) does not fit.");
            }
        }

        return joints;
    }

    private static KeypointAttachment Attach(BodyModel model, int[] joints, KeypointDefinition keypoint)
    {
        int carrier = Carrier(model, keypoint);
        while (Array.IndexOf(joints, carrier) < 0)
        {
            carrier = model.Parents[carrier]; // a finger, the jaw or an eye counts as part of what it hangs on
        }

        Vector3D offset = Point(model, keypoint, model.RestJoints, model.Template) - At(model.RestJoints, carrier);
        Vector3D[] byShape = new Vector3D[model.ShapeCount];
        for (int s = 0; s < byShape.Length; s++)
        {
            ReadOnlySpan<double> jointShape = model.JointShape.AsSpan(s * 3 * model.JointCount);
            byShape[s] = Point(model, keypoint, jointShape, model.ShapeDirections.AsSpan(s * model.Template.Length)) - At(jointShape, carrier);
        }

        return new KeypointAttachment(Array.IndexOf(joints, carrier), offset, byShape);
    }

    private static int Carrier(BodyModel model, KeypointDefinition keypoint)
    {
        if (keypoint.Joints.Count == 1 && keypoint.Vertices.Count == 0)
        {
            return keypoint.Joints[0].Index;
        }

        if (keypoint.Joints.Count > 0)
        {
            return keypoint.Joints.Select(j => j.Index).Aggregate((a, b) => CommonAncestor(model, a, b));
        }

        double[] shares = new double[model.JointCount];
        foreach (WeightedIndex vertex in keypoint.Vertices)
        {
            for (int i = model.Weights.RowStart[vertex.Index]; i < model.Weights.RowStart[vertex.Index + 1]; i++)
            {
                shares[model.Weights.Columns[i]] += Math.Abs(vertex.Weight) * model.Weights.Values[i];
            }
        }

        return Array.IndexOf(shares, shares.Max());
    }

    private static int CommonAncestor(BodyModel model, int a, int b)
    {
        while (a != b)
        {
            (a, b) = a > b ? (model.Parents[a], b) : (a, model.Parents[b]);
        }

        return a;
    }

    private static Vector3D Point(BodyModel model, KeypointDefinition keypoint, ReadOnlySpan<double> joints, ReadOnlySpan<double> vertices)
    {
        Vector3D sum = default;
        foreach (WeightedIndex joint in keypoint.Joints)
        {
            sum += joint.Weight * At(joints, joint.Index);
        }

        foreach (WeightedIndex vertex in keypoint.Vertices)
        {
            sum += vertex.Weight * At(vertices, vertex.Index);
        }

        return sum;
    }

    private static Vector3D At(ReadOnlySpan<double> points, int index) => new(points[3 * index], points[(3 * index) + 1], points[(3 * index) + 2]);
}
