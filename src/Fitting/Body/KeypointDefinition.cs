namespace LivePose.Fitting.Body;

/// <summary>Where a named keypoint lies on a body: the weighted sum of some joints and some vertices.</summary>
/// <param name="Name">As in <see cref="KeypointSet.Names"/>.</param>
/// <param name="Joints">Joints that take part.</param>
/// <param name="Vertices">Vertices that take part: one for a landmark, many for a sparse regressor.</param>
public sealed record KeypointDefinition(string Name, IReadOnlyList<WeightedIndex> Joints, IReadOnlyList<WeightedIndex> Vertices)
{
    /// <summary>The mean of some joints.</summary>
    public static KeypointDefinition AtJoints(string name, params ReadOnlySpan<int> joints)
    {
        WeightedIndex[] terms = new WeightedIndex[joints.Length];
        for (int i = 0; i < joints.Length; i++)
        {
            terms[i] = new WeightedIndex(joints[i], 1.0 / joints.Length);
        }

        return new KeypointDefinition(name, terms, []);
    }

    /// <summary>A vertex.</summary>
    public static KeypointDefinition AtVertex(string name, int vertex) => new(name, [], [new WeightedIndex(vertex, 1)]);
}
