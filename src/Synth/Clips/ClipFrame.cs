using LivePose.Synth.Annotations;

namespace LivePose.Synth.Clips;

/// <summary>A drawn frame.</summary>
/// <param name="Bgr">Rows of B, G, R bytes without padding.</param>
/// <param name="Truth">What it shows.</param>
internal sealed record ClipFrame(byte[] Bgr, TruthLine Truth);
