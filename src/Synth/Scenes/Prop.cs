using LivePose.Render;
using LivePose.Synth.Drawing;

namespace LivePose.Synth.Scenes;

/// <summary>A thing in the scene.</summary>
/// <param name="Shape">Its form before it is placed.</param>
/// <param name="Place">From the form's unit coordinates to the world: size, turn and place.</param>
/// <param name="Material">What it looks like.</param>
public readonly record struct Prop(PropShape Shape, AffineTransform Place, Material Material);
