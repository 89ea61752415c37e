using System.Numerics;

namespace LivePose.Synth.Drawing;

/// <summary>What a surface looks like.</summary>
/// <param name="First">sRGB colour, in [0, 1].</param>
/// <param name="Second">The colour that the pattern mixes in.</param>
/// <param name="Pattern">How the two mix.</param>
/// <param name="Period">Size of one repetition of the pattern, metres, positive.</param>
/// <param name="Gloss">Strength of the highlight, in [0, 1].</param>
/// <param name="Glow">Share of light that the surface gives off whatever falls on it, in [0, 1]: lamps, windows, screens.</param>
public readonly record struct Material(
    Vector3 First, Vector3 Second, Pattern Pattern = Pattern.Plain, float Period = 0.3f, float Gloss = 0, float Glow = 0)
{
    /// <summary>One colour.</summary>
    public static Material Of(Vector3 color, float gloss = 0) => new(color, color, Pattern.Plain, 1, gloss);
}
