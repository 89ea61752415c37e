using System.Numerics;
using LivePose.Synth.Drawing;

namespace LivePose.Synth.Scenes;

/// <summary>What is behind everything: a photograph, or a gradient with a pattern.</summary>
/// <param name="Top">Colours at the picture's top; the pattern mixes them.</param>
/// <param name="Bottom">Colour at its bottom, sRGB.</param>
/// <param name="Photo">Fills the picture instead, where given.</param>
/// <param name="Part">Of the photograph: left and top edge, and signed width and height, as shares of its own; a negative width mirrors it.</param>
public sealed record Backdrop(Material Top, Vector3 Bottom, Photo? Photo = null, Vector4 Part = default);
