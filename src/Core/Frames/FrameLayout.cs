namespace LivePose;

/// <summary>Fixed sizes of a session: every people buffer is allocated from it once, at start.</summary>
/// <param name="MaxPeople">Most people kept in one frame; surplus ones with the lowest score are not looked at.</param>
/// <param name="KeypointCount">Keypoints per person, K.</param>
public readonly record struct FrameLayout(int MaxPeople, int KeypointCount);
