namespace LivePose.Fitting;

/// <summary>The 24 joints of SMPL by index, and their tree.</summary>
/// <remarks>
/// M. Loper et al., "SMPL: a skinned multi-person linear model", SIGGRAPH Asia 2015. The body's own frame: +x to its left,
/// +y up, +z to where it faces; rest pose: standing, arms stretched out sideways, every joint rotation the identity.
/// </remarks>
public static class BodyJoint
{
    /// <summary>Number of joints.</summary>
    public const int Count = 24;

#pragma warning disable CS1591 // the names say it
    public const int Pelvis = 0, LeftHip = 1, RightHip = 2, Spine1 = 3, LeftKnee = 4, RightKnee = 5, Spine2 = 6, LeftAnkle = 7,
        RightAnkle = 8, Spine3 = 9, LeftFoot = 10, RightFoot = 11, Neck = 12, LeftCollar = 13, RightCollar = 14, Head = 15,
        LeftShoulder = 16, RightShoulder = 17, LeftElbow = 18, RightElbow = 19, LeftWrist = 20, RightWrist = 21, LeftHand = 22,
        RightHand = 23;
#pragma warning restore CS1591

    /// <summary>Name of each joint, lower case with underscores, shape [24].</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "pelvis", "left_hip", "right_hip", "spine1", "left_knee", "right_knee", "spine2", "left_ankle", "right_ankle", "spine3",
        "left_foot", "right_foot", "neck", "left_collar", "right_collar", "head", "left_shoulder", "right_shoulder", "left_elbow",
        "right_elbow", "left_wrist", "right_wrist", "left_hand", "right_hand",
    ];

    /// <summary>Parent of each joint, shape [24]; -1 for the pelvis. A parent's index is always the smaller one.</summary>
    public static IReadOnlyList<int> Parents { get; } =
        [-1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19, 20, 21];

    /// <summary>The joint on the other side of the body; itself when central.</summary>
    public static IReadOnlyList<int> Mirror { get; } =
        [0, 2, 1, 3, 5, 4, 6, 8, 7, 9, 11, 10, 12, 14, 13, 15, 17, 16, 19, 18, 21, 20, 23, 22];
}
