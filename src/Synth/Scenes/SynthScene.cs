using LivePose.Render;

namespace LivePose.Synth.Scenes;

/// <summary>Everything that one picture shows. World frame: metres, +y up, the ground at y = 0; right-handed.</summary>
/// <remarks>Immutable by convention. For a clip, keep props and light and make a scene a frame, with people that move.</remarks>
public sealed record SynthScene
{
    /// <summary>Columns, px.</summary>
    public required int Width { get; init; }

    /// <summary>Rows, px.</summary>
    public required int Height { get; init; }

    /// <summary>Lens, and where the camera stands: world to camera (+x right, +y down, +z forward).</summary>
    public required SceneCamera Camera { get; init; }

    /// <summary>The people.</summary>
    public required IReadOnlyList<ScenePerson> People { get; init; }

    /// <summary>Rooms, furniture, trees, things in the way.</summary>
    public required IReadOnlyList<Prop> Props { get; init; }

    /// <summary>Light.</summary>
    public required Lighting Light { get; init; }

    /// <summary>What is behind everything.</summary>
    public required Backdrop Backdrop { get; init; }
}
