namespace LivePose.Synth.Clips;

/// <summary>How much of a clip is made.</summary>
/// <param name="Frames">Frames.</param>
/// <param name="People">Annotated people in them, a person counted in every frame that shows it.</param>
public readonly record struct ClipSummary(int Frames, int People);
