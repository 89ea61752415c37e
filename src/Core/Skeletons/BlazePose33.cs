namespace LivePose;

public static partial class KeypointSets
{
    /// <summary>BlazePose (MediaPipe Pose), 33.</summary>
    /// <remarks>
    /// Order and names: Bazarevsky et al. 2020 (arXiv 2006.10204), MediaPipe's pose landmarks. Sigmas: COCO's where it has the
    /// keypoint, COCO-WholeBody's for heel and toe; eye corners as eyes, mouth as nose, fingers as wrists.
    /// </remarks>
    public static KeypointSet BlazePose33 { get; } = new(
        "blazepose33",
        [
            "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer", "left_ear", "right_ear",
            "mouth_left", "mouth_right", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist",
            "left_pinky", "right_pinky", "left_index", "right_index", "left_thumb", "right_thumb", "left_hip", "right_hip",
            "left_knee", "right_knee", "left_ankle", "right_ankle", "left_heel", "right_heel", "left_foot_index", "right_foot_index",
        ],
        [
            .026f, .025f, .025f, .025f, .025f, .025f, .025f, .035f, .035f, .026f, .026f, .079f, .079f, .072f, .072f, .062f, .062f,
            .062f, .062f, .062f, .062f, .062f, .062f, .107f, .107f, .087f, .087f, .089f, .089f, .066f, .094f, .068f, .092f,
        ],
        [
            0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15, 18, 17, 20, 19, 22, 21, 24, 23, 26, 25, 28, 27, 30, 29, 32, 31,
        ],
        [
            (0, 1), (1, 2), (2, 3), (3, 7), (0, 4), (4, 5), (5, 6), (6, 8), (9, 10), (11, 12), (11, 13), (13, 15), (12, 14), (14, 16),
            (15, 17), (15, 19), (15, 21), (17, 19), (16, 18), (16, 20), (16, 22), (18, 20), (11, 23), (12, 24), (23, 24),
            (23, 25), (25, 27), (24, 26), (26, 28), (27, 29), (27, 31), (29, 31), (28, 30), (28, 32), (30, 32),
        ]);
}
