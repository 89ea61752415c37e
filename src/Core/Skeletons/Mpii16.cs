namespace LivePose;

public static partial class KeypointSets
{
    /// <summary>MPII Human Pose, 16.</summary>
    /// <remarks>
    /// Order: MPII annotation (human-pose.mpi-inf.mpg.de). Sigmas: COCO's where it has the keypoint; pelvis as hip, thorax as
    /// shoulder, upper neck between shoulder and nose, head top as nose (Gu et al. 2023, arXiv 2311.17105, evaluation on MPII).
    /// </remarks>
    public static KeypointSet Mpii16 { get; } = new(
        "mpii16",
        [
            "right_ankle", "right_knee", "right_hip", "left_hip", "left_knee", "left_ankle", "pelvis", "thorax", "upper_neck", "head_top",
            "right_wrist", "right_elbow", "right_shoulder", "left_shoulder", "left_elbow", "left_wrist",
        ],
        [.089f, .087f, .107f, .107f, .087f, .089f, .107f, .079f, .0525f, .026f, .062f, .072f, .079f, .079f, .072f, .062f],
        [5, 4, 3, 2, 1, 0, 6, 7, 8, 9, 15, 14, 13, 12, 11, 10],
        [
            (0, 1), (1, 2), (2, 6), (6, 3), (3, 4), (4, 5), (6, 7), (7, 8), (8, 9), (7, 12), (12, 11), (11, 10), (7, 13), (13, 14), (14, 15),
        ]);

    /// <summary>MPII's 16 keypoints in the order in which EfficientPose gives them.</summary>
    /// <remarks>Order: Groos et al. 2020 (arXiv 2004.12186), daniegr/EfficientPose, <c>body_parts</c>. Sigmas: as <see cref="Mpii16"/>.</remarks>
    public static KeypointSet EfficientPose16 { get; } = new(
        "efficientpose16",
        [
            "head_top", "upper_neck", "right_shoulder", "right_elbow", "right_wrist", "thorax", "left_shoulder", "left_elbow", "left_wrist",
            "pelvis", "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle",
        ],
        [.026f, .0525f, .079f, .072f, .062f, .079f, .079f, .072f, .062f, .107f, .107f, .087f, .089f, .107f, .087f, .089f],
        [0, 1, 6, 7, 8, 5, 2, 3, 4, 9, 13, 14, 15, 10, 11, 12],
        [
            (12, 11), (11, 10), (10, 9), (9, 13), (13, 14), (14, 15), (9, 5), (5, 1), (1, 0), (5, 2), (2, 3), (3, 4), (5, 6), (6, 7), (7, 8),
        ]);
}
