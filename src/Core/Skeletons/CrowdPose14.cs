namespace LivePose;

public static partial class KeypointSets
{
    /// <summary>CrowdPose, 14: limbs, then head top and neck.</summary>
    /// <remarks>Li et al. 2019, "CrowdPose" (arXiv 1812.00324); order and sigmas: jin-s13/xtcocoapi, demos/demo_crowdpose.py.</remarks>
    public static KeypointSet CrowdPose14 { get; } = new(
        "crowdpose14",
        [
            "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip",
            "left_knee", "right_knee", "left_ankle", "right_ankle", "head_top", "neck",
        ],
        [.079f, .079f, .072f, .072f, .062f, .062f, .107f, .107f, .087f, .087f, .089f, .089f, .079f, .079f],
        [1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 12, 13],
        [(0, 2), (2, 4), (1, 3), (3, 5), (0, 6), (1, 7), (6, 7), (6, 8), (8, 10), (7, 9), (9, 11), (12, 13), (13, 0), (13, 1)]);
}
