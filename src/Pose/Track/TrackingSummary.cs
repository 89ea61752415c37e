namespace LivePose.Pose.Track;

/// <summary>How well one frame agreed with what the tracker expected: what decides when the detector is due.</summary>
/// <param name="People">People kept in the frame.</param>
/// <param name="Lost">Confirmed people of the frame before who were not found in this one.</param>
/// <param name="Begun">New tracks, confirmed or not.</param>
/// <param name="LowestScore">Smallest evidence among the people kept, in [0, 1]; 1 when there are none.</param>
/// <param name="LowestAgreement">Smallest IoU of a predicted box and the box then seen, in [0, 1]; 1 when there are none.</param>
/// <param name="LargestMotion">Farthest that anyone moved since the frame before, box heights.</param>
/// <param name="IsCrossingBorder">True when someone at the left or right edge of the picture moves in or out.</param>
public readonly record struct TrackingSummary(
    int People, int Lost, int Begun, float LowestScore, float LowestAgreement, float LargestMotion, bool IsCrossingBorder);
