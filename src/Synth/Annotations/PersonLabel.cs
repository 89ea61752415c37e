namespace LivePose.Synth.Annotations;

/// <summary>What is known of one person in a picture.</summary>
public sealed record PersonLabel
{
    /// <summary>Index among the scene's people.</summary>
    public required int Person { get; init; }

    /// <summary>The same number in every picture of a clip, from 1.</summary>
    public int TrackId => Person + 1;

    /// <summary>COCO's 17 keypoints.</summary>
    public required KeypointLabel[] Keypoints { get; init; }

    /// <summary>Keypoints with visibility above 0; all are 0 where too little of the person is seen, as in COCO.</summary>
    public int KeypointCount => Keypoints.Count(k => k.Visibility > 0);

    /// <summary>The pixels that show the person.</summary>
    public required PersonMask Mask { get; init; }
}
