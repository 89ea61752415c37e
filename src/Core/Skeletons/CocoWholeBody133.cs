namespace LivePose;

public static partial class KeypointSets
{
    /// <summary>COCO-WholeBody, 133: body 17, feet 6, face 68, two hands of 21.</summary>
    /// <remarks>
    /// Jin et al. 2020, "Whole-Body Human Pose Estimation in the Wild" (arXiv 2007.11858); sigmas: jin-s13/COCO-WholeBody,
    /// evaluation/myeval_wholebody.py. The face follows iBUG's 68 points, a hand is its root and four points a finger.
    /// </remarks>
    public static KeypointSet CocoWholeBody133 => field ??= new(
        "coco_wholebody133",
        [
            .. Coco17.Names,
            "left_big_toe", "left_small_toe", "left_heel", "right_big_toe", "right_small_toe", "right_heel",
            .. Enumerable.Range(0, 68).Select(i => $"face_{i}"),
            .. HandNames("left"),
            .. HandNames("right"),
        ],
        [
            .. Coco17.Sigmas,
            .068f, .066f, .066f, .092f, .094f, .094f,
            .042f, .043f, .044f, .043f, .040f, .035f, .031f, .025f, .020f, .023f, .029f, .032f, .037f, .038f, .043f, .041f, .045f,
            .013f, .012f, .011f, .011f, .012f, .012f, .011f, .011f, .013f, .015f,
            .009f, .007f, .007f, .007f, .012f, .009f, .008f, .016f, .010f,
            .017f, .011f, .009f, .011f, .009f, .007f, .013f, .008f, .011f, .012f, .010f, .034f,
            .008f, .008f, .009f, .008f, .008f, .007f, .010f, .008f, .009f, .009f,
            .009f, .007f, .007f, .008f, .011f, .008f, .008f, .008f, .010f, .008f,
            .. HandSigmas,
            .. HandSigmas,
        ],
        [
            .. Coco17.Mirror,
            20, 21, 22, 17, 18, 19,
            .. Enumerable.Range(0, 68).Select(i => FaceStart + MirrorOfFace(i)),
            .. Enumerable.Range(RightHandStart, 21),
            .. Enumerable.Range(LeftHandStart, 21),
        ],
        [
            .. Coco17.Limbs,
            (15, 17), (15, 18), (15, 19), (16, 20), (16, 21), (16, 22),
            .. FaceLimbs(),
            (9, LeftHandStart), .. HandLimbs(LeftHandStart),
            (10, RightHandStart), .. HandLimbs(RightHandStart),
        ],
        [
            new("body", 0, 17), new("foot", 17, 6), new("face", FaceStart, 68),
            new("left_hand", LeftHandStart, 21), new("right_hand", RightHandStart, 21),
        ]);

    private const int FaceStart = 23, LeftHandStart = 91, RightHandStart = 112;

    private static float[] HandSigmas =>
    [
        .029f, .022f, .035f, .037f, .047f, .026f, .025f, .024f, .035f, .018f, .024f, .022f, .026f, .017f, .021f, .021f, .032f, .020f, .019f, .022f, .031f,
    ];

    private static IEnumerable<string> HandNames(string side) =>
    [
        $"{side}_hand_root",
        .. FingerNames($"{side}_thumb"), .. FingerNames($"{side}_forefinger"), .. FingerNames($"{side}_middle_finger"),
        .. FingerNames($"{side}_ring_finger"), .. FingerNames($"{side}_pinky_finger"),
    ];

    private static IEnumerable<string> FingerNames(string finger) => Enumerable.Range(1, 4).Select(joint => $"{finger}{joint}");

    /// <summary>Mirror image of one of iBUG's 68 face points.</summary>
    private static int MirrorOfFace(int i) => i switch
    {
        <= 16 => 16 - i,                    // jaw
        <= 26 => 43 - i,                    // brows
        <= 30 => i,                         // bridge of the nose
        <= 35 => 66 - i,                    // under the nose
        <= 39 or (>= 42 and <= 45) => 81 - i, // upper lids and corners of the eyes
        <= 41 or (>= 46 and <= 47) => 87 - i, // lower lids
        <= 54 => 102 - i,                   // outer lip, upper
        <= 59 => 114 - i,                   // outer lip, lower
        <= 64 => 124 - i,                   // inner lip, upper
        _ => 132 - i,                       // inner lip, lower
    };

    private static IEnumerable<(int From, int To)> FaceLimbs() =>
    [
        .. Chain(0, 16), .. Chain(17, 21), .. Chain(22, 26), .. Chain(27, 30), .. Chain(31, 35),
        .. Chain(36, 41), Face(41, 36), .. Chain(42, 47), Face(47, 42), .. Chain(48, 59), Face(59, 48), .. Chain(60, 67), Face(67, 60),
    ];

    private static IEnumerable<(int From, int To)> Chain(int first, int last) =>
        Enumerable.Range(first, last - first).Select(i => Face(i, i + 1));

    private static (int From, int To) Face(int from, int to) => (FaceStart + from, FaceStart + to);

    private static IEnumerable<(int From, int To)> HandLimbs(int root) =>
        from finger in Enumerable.Range(0, 5)
        from joint in Enumerable.Range(0, 4)
        let tip = root + (4 * finger) + joint + 1
        select (joint == 0 ? root : tip - 1, tip);
}
