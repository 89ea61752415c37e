namespace LivePose.Render;

/// <summary>A key by its place on a US keyboard; letters and digits have their ASCII values.</summary>
/// <remarks>Values of GLFW's key tokens, so any other key arrives as its own number.</remarks>
public enum WindowKey
{
    /// <summary>No key.</summary>
    None = 0,

    /// <summary>Space bar.</summary>
    Space = 32,

    /// <summary>Slash; with shift the question mark.</summary>
    Slash = 47,

    /// <summary>Digit 1.</summary>
    D1 = 49,

    /// <summary>Digit 2.</summary>
    D2 = 50,

    /// <summary>Digit 3.</summary>
    D3 = 51,

    /// <summary>Digit 4.</summary>
    D4 = 52,

    /// <summary>Digit 5.</summary>
    D5 = 53,

    /// <summary>Letter B.</summary>
    B = 66,

    /// <summary>Letter F.</summary>
    F = 70,

    /// <summary>Letter G.</summary>
    G = 71,

    /// <summary>Letter K.</summary>
    K = 75,

    /// <summary>Letter P.</summary>
    P = 80,

    /// <summary>Letter R.</summary>
    R = 82,

    /// <summary>Letter S.</summary>
    S = 83,

    /// <summary>Letter T.</summary>
    T = 84,

    /// <summary>Letter V.</summary>
    V = 86,

    /// <summary>Escape.</summary>
    Escape = 256,

    /// <summary>Arrow right.</summary>
    Right = 262,

    /// <summary>Arrow left.</summary>
    Left = 263,

    /// <summary>Arrow down.</summary>
    Down = 264,

    /// <summary>Arrow up.</summary>
    Up = 265,

    /// <summary>F11.</summary>
    F11 = 300,
}
