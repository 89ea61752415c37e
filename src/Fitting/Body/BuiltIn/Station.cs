namespace LivePose.Fitting.Body.BuiltIn;

/// <summary>One cross-section of a <see cref="Loft"/>; metres.</summary>
/// <param name="At">Where along the axis.</param>
/// <param name="Width">Half-width along the side direction.</param>
/// <param name="Front">Depth from the centre towards the front direction.</param>
/// <param name="Back">Depth from the centre away from it.</param>
/// <param name="Side">Shift of the centre along the side direction.</param>
/// <param name="Forward">Shift of the centre along the front direction.</param>
/// <param name="Squareness">0 = ellipse, 1 = fourth-power superellipse.</param>
internal readonly record struct Station(
    float At, float Width, float Front, float Back, float Side = 0, float Forward = 0, float Squareness = 0);
