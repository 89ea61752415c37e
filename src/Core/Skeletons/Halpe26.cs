namespace LivePose;

public static partial class KeypointSets
{
    /// <summary>Halpe full body without face and hands, 26: COCO's 17, then head, neck, hip and six foot keypoints.</summary>
    /// <remarks>
    /// Order: Fang et al. 2022, "AlphaPose" (arXiv 2211.03375), Fang-Haoshu/Halpe-FullBody. Sigmas: COCO; feet from
    /// COCO-WholeBody; head as nose, neck as shoulder, hip as COCO's hips.
    /// </remarks>
    public static KeypointSet Halpe26 => field ??= new(
        "halpe26",
        [
            .. Coco17.Names, "head", "neck", "hip", "left_big_toe", "right_big_toe", "left_small_toe", "right_small_toe", "left_heel", "right_heel",
        ],
        [.. Coco17.Sigmas, .026f, .079f, .107f, .068f, .092f, .066f, .094f, .066f, .094f],
        [.. Coco17.Mirror, 17, 18, 19, 21, 20, 23, 22, 25, 24],
        [
            (15, 13), (13, 11), (11, 19), (16, 14), (14, 12), (12, 19), (17, 18), (18, 19), (18, 5), (5, 7), (7, 9), (18, 6), (6, 8), (8, 10),
            (1, 2), (0, 1), (0, 2), (1, 3), (2, 4), (15, 20), (15, 22), (15, 24), (16, 21), (16, 23), (16, 25),
        ]);
}
