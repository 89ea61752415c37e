using System.Numerics;

namespace LivePose.App.Drawing;

/// <summary>What of a scene is shown and how. The window's keys change it while it runs.</summary>
internal sealed class SceneOptions
{
    /// <summary>The frame behind the overlay.</summary>
    public bool Video { get; set; } = true;

    /// <summary>The bodies' skin; without it, views of bodies show their joints.</summary>
    public bool Bodies { get; set; } = true;

    /// <summary>The 2D poses, their uncertainty and ids.</summary>
    public bool Pose { get; set; } = true;

    /// <summary>The floor.</summary>
    public bool Floor { get; set; } = true;

    /// <summary>The text in the corner and the names of the views.</summary>
    public bool Text { get; set; } = true;

    /// <summary>Lines below the text in the corner, for example what keys do.</summary>
    public IReadOnlyList<string> Lines { get; set; } = [];

    /// <summary>Opacity of the skin over the frame, in [0, 1]; elsewhere it is opaque.</summary>
    public float Opacity { get; set; } = 0.72f;

    /// <summary>Direction of the free camera, radians; see <see cref="LivePose.Render.SceneCamera.Orbit"/>.</summary>
    public float Yaw { get; set; } = -0.7f;

    /// <summary>Its downward angle, radians.</summary>
    public float Pitch { get; set; } = 0.3f;

    /// <summary>Its distance as a factor on that from which everyone is seen.</summary>
    public float Distance { get; set; } = 1;

    /// <summary>How far it was moved from the middle of the people, metres.</summary>
    public Vector3 Shift { get; set; }
}
