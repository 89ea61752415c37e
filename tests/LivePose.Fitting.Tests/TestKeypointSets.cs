namespace LivePose.Fitting.Tests;

/// <summary>Keypoint sets that only reference data needs.</summary>
internal static class TestKeypointSets
{
    /// <summary>OpenPose's BODY_25B: COCO-17, upper neck, head top and six foot points.</summary>
    /// <remarks>
    /// Order: G. Hidalgo et al., "Single-network whole-body pose estimation", ICCV 2019. Sigmas: COCO's for the first 17; feet:
    /// COCO-WholeBody's (xtcocotools); neck and head top: no published value, set like the shoulder's half.
    /// </remarks>
    public static KeypointSet Body25B { get; } = new(
        "body25b",
        [
            .. KeypointSets.Coco17.Names, "upper_neck", "head_top", "left_big_toe", "left_small_toe", "left_heel", "right_big_toe",
            "right_small_toe", "right_heel",
        ],
        [.. KeypointSets.Coco17.Sigmas, .040f, .040f, .068f, .066f, .066f, .092f, .094f, .094f],
        [.. KeypointSets.Coco17.Mirror, 17, 18, 22, 23, 24, 19, 20, 21],
        []);
}
