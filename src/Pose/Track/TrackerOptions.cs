namespace LivePose.Pose.Track;

/// <summary>How <see cref="PersonTracker"/> decides.</summary>
/// <remarks>
/// Pairs of numbers in the reasons are ids changed / ids taken over by somebody else, counted over 24 random simulated scenes of five
/// people who cross, turn and hide each other for ten seconds, without pixels, each value varied by itself about the default's 36 / 5
/// at 30 frames/s (54 / 12 at 10 frames/s). The scenes are <c>CrowdTests</c> in the tests.
/// </remarks>
public sealed record TrackerOptions
{
    /// <summary>Evidence from which a person takes part in the first association, in [0, 1]. 0.4 and 0.6 change nothing.</summary>
    public float HighScore { get; init; } = 0.5f;

    /// <summary>Evidence below which a person is not looked at, in [0, 1]. 0.1 as in ByteTrack.</summary>
    public float LowScore { get; init; } = 0.1f;

    /// <summary>
    /// Evidence from which an unmatched person begins a track, in [0, 1]. 0.1 above <see cref="HighScore"/> as in ByteTrack.
    /// </summary>
    public float NewTrackScore { get; init; } = 0.6f;

    /// <summary>
    /// Consecutive frames in which a new person must be seen before it is given an id. 2 as in ByteTrack: costs one frame; at
    /// 1, 169 false people were shown instead of 3.
    /// </summary>
    public int ConfirmHits { get; init; } = 2;

    /// <summary>Smallest similarity of a pair in the first association. 0.2 as in ByteTrack; 0.1: 41 / 19, 0.3: 54 / 5.</summary>
    public float MinSimilarity { get; init; } = 0.2f;

    /// <summary>
    /// Smallest similarity of a pair in the second association, where the evidence is weak. 0.3: 36 / 6; 0.5: 35 / 3, but 1.5 %
    /// fewer people are shown, and 63 / 13 at 10 frames/s.
    /// </summary>
    public float MinLowSimilarity { get; init; } = 0.4f;

    /// <summary>Smallest similarity of an unconfirmed track and a person. 0.3 as in ByteTrack.</summary>
    public float MinTentativeSimilarity { get; init; } = 0.3f;

    /// <summary>
    /// Share of pose similarity in the similarity of a pair; the rest is box IoU. 0: 67 / 27, 0.5: 37 / 7, 0.8: 36 / 5; 1: 35 /
    /// 5, but 70 / 19 at 10 frames/s.
    /// </summary>
    public float PoseWeight { get; init; } = 0.65f;

    /// <summary>
    /// How long after it was last seen weak evidence may still continue a track. ByteTrack allows only the next frame: 42 / 6
    /// with 76 instead of 80 % of the people shown; 0.25 s: 39 / 5, 1 s: 35 / 5.
    /// </summary>
    public TimeSpan MaxWeak { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long a lost person is waited for. 0.5 s: 55 / 5, 1 s: 42 / 5, 3 s: no better.</summary>
    public TimeSpan MaxLost { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long after it was last seen a person still gets a predicted region. Longer would spend crops on people who are
    /// hidden.
    /// </summary>
    public TimeSpan MaxPredicted { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>Two people whose boxes overlap at least this much (IoU) are compared as duplicates.</summary>
    public float DuplicateIoU { get; init; } = 0.3f;

    /// <summary>Pose similarity from which they are the same body; the one with less evidence is dropped.</summary>
    public float DuplicateSimilarity { get; init; } = 0.75f;

    /// <summary>
    /// Root of the acceleration noise's spectral density, box heights / s^1.5. 1: ByteTrack's noise (height / 160 a frame) at
    /// 30 frames/s. 0.5: 36 / 4, 2: 52 / 9.
    /// </summary>
    public float Acceleration { get; init; } = 1f;

    /// <summary>
    /// Standard deviation of a detected box's centre and size, box heights. 1/20 as in ByteTrack. 1/40: 33 / 5, 1/10: 38 / 5.
    /// </summary>
    public float BoxNoise { get; init; } = 0.05f;

    /// <summary>Keypoints below this confidence do not shape boxes, in [0, 1].</summary>
    public float MinConfidence { get; init; } = 0.2f;

    /// <summary>
    /// How much different clothing lowers a similarity, in [0, 1]; 0 switches colour off and leaves the pixels unread. With
    /// shirts of random colours at 10 frames/s 0: 54 / 12, 0.3 to 0.7: 48 / 7; no difference at 30.
    /// </summary>
    public float ColourWeight { get; init; } = 0.5f;
}
