namespace LivePose;

/// <summary>The keypoint sets that LivePose knows by name; one file each.</summary>
public static partial class KeypointSets
{
    /// <summary>Every known set.</summary>
    public static IReadOnlyList<KeypointSet> All => field ??= [Coco17, Mpii16, EfficientPose16, Halpe26, CocoWholeBody133, BlazePose33, CrowdPose14];

    /// <summary>The set with this id, or null.</summary>
    public static KeypointSet? Find(string id) => All.FirstOrDefault(set => set.Id == id);
}
