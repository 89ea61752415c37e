using System.Numerics;
using System.Runtime.InteropServices;

namespace LivePose.Render;

/// <summary>One flat shape: a rounded rectangle at any angle, filled or as an outline. Lines, discs, rings, boxes and letters are all this shape.</summary>
/// <param name="Center">Middle, pane px; centre of the top-left pixel = (0, 0).</param>
/// <param name="HalfSize">Half of its length and of its breadth, px.</param>
/// <param name="Direction">Unit vector along its length.</param>
/// <param name="Corner">Radius of its corners, px.</param>
/// <param name="Stroke">Width of the outline, px; 0 = filled.</param>
/// <param name="Color">sRGB and opacity, each in [0, 1].</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Mark(Vector2 Center, Vector2 HalfSize, Vector2 Direction, float Corner, float Stroke, Vector4 Color);
