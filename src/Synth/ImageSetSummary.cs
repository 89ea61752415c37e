namespace LivePose.Synth;

/// <summary>How much of a set is made.</summary>
/// <param name="Images">Images.</param>
/// <param name="People">Annotated people in them.</param>
public readonly record struct ImageSetSummary(int Images, int People);
