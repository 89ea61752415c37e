namespace LivePose.Render;

/// <summary>One thing that the user did in a window.</summary>
/// <param name="Kind">Which; says what the others mean.</param>
/// <param name="Key">The key, or <see cref="WindowKey.None"/>.</param>
/// <param name="Shift">True when a shift key was held.</param>
/// <param name="X">Horizontal amount.</param>
/// <param name="Y">Vertical amount.</param>
public readonly record struct WindowInput(WindowInputKind Kind, WindowKey Key = WindowKey.None, bool Shift = false, float X = 0, float Y = 0);
