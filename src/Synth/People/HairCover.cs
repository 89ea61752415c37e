namespace LivePose.Synth.People;

/// <summary>Where the scalp is covered, and how thickly.</summary>
/// <param name="Front">Height of the hairline over the brow, metres, body frame.</param>
/// <param name="Nape">Height of the hairline at the back.</param>
/// <param name="Thickness">Of the hair, metres.</param>
internal readonly record struct HairCover(float Front, float Nape, float Thickness);
