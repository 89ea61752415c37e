namespace LivePose.Synth.Scenes;

/// <summary>A photograph in memory.</summary>
/// <param name="Bgr">Rows of B, G, R bytes without padding.</param>
/// <param name="Width">Columns, px.</param>
/// <param name="Height">Rows, px.</param>
public sealed record Photo(byte[] Bgr, int Width, int Height);
