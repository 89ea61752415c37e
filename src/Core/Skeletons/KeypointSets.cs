namespace LivePose;

/// <summary>The keypoint sets that LivePose knows by name; one file each.</summary>
public static partial class KeypointSets
{
    /// <summary>Every known set.</summary>
    public static IReadOnlyList<KeypointSet> All { get; } = [Coco17];

    /// <summary>The set with this id, or null.</summary>
    public static KeypointSet? Find(string id) => All.FirstOrDefault(set => set.Id == id);
}
