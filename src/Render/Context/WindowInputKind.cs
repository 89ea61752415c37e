namespace LivePose.Render;

/// <summary>What the user did in a window.</summary>
public enum WindowInputKind
{
    /// <summary>A key went down or repeats: <see cref="WindowInput.Key"/>.</summary>
    Key,

    /// <summary>The mouse moved with the left button down: X and Y are the movement, screen units, +x right, +y down.</summary>
    Orbit,

    /// <summary>The mouse moved with the right or middle button down: X and Y as for <see cref="Orbit"/>.</summary>
    Pan,

    /// <summary>The wheel turned: Y is the number of notches, positive away from the user.</summary>
    Zoom,

    /// <summary>The drawable area changed: X and Y are its new size, px.</summary>
    Resize,
}
