namespace LivePose.Render;

/// <summary>What of a person's 2D pose is drawn.</summary>
public sealed record PoseStyle
{
    /// <summary>Draw the limbs, warm on the left and cool on the right.</summary>
    public bool Limbs { get; init; } = true;

    /// <summary>Draw a disc of radius σ around each keypoint, filled as far as the keypoint is visible.</summary>
    public bool Uncertainty { get; init; } = true;

    /// <summary>Draw the box.</summary>
    public bool Box { get; init; } = true;

    /// <summary>Write the id, and the score in percent, above the box.</summary>
    public bool Label { get; init; } = true;

    /// <summary>Keypoints with a lower confidence are not drawn.</summary>
    public float MinConfidence { get; init; } = 0.2f;
}
