namespace LivePose.Pose.Keypoints;

/// <summary>What a decoder works out beside position and score; each costs a little, so it must be asked for.</summary>
[Flags]
public enum ReadingDetail
{
    /// <summary>Position, score and visibility.</summary>
    None = 0,

    /// <summary><see cref="KeypointReading.Spread"/>.</summary>
    Spread = 1,

    /// <summary><see cref="KeypointReading.SecondPeak"/>.</summary>
    SecondPeak = 2,
}
