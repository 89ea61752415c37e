using LivePose.Synth.Drawing;

namespace LivePose.Synth.People;

/// <summary>What a person wears and looks like. Lengths along limbs are shares: 0 at the shoulder or hip, 1 at the wrist or ankle.</summary>
public sealed record Appearance
{
    /// <summary>Skin.</summary>
    public required Material Skin { get; init; }

    /// <summary>Shirt, blouse, jacket.</summary>
    public required Material Top { get; init; }

    /// <summary>Trousers or skirt.</summary>
    public required Material Bottom { get; init; }

    /// <summary>Shoes.</summary>
    public required Material Shoes { get; init; }

    /// <summary>Socks, or stockings when they end high.</summary>
    public required Material Socks { get; init; }

    /// <summary>Hair and brows.</summary>
    public required Material Hair { get; init; }

    /// <summary>Hat.</summary>
    public required Material Hat { get; init; }

    /// <summary>End of the sleeves; below 0 none.</summary>
    public float Sleeve { get; init; }

    /// <summary>How far the collar stands above (or, negative, is cut below) the neck joint, metres.</summary>
    public float Collar { get; init; }

    /// <summary>How deep the neckline is cut in front, metres.</summary>
    public float Neckline { get; init; }

    /// <summary>Lower edge of the top against the hip joint, metres, positive above it.</summary>
    public float Hem { get; init; }

    /// <summary>End of the trouser legs; below 0 none.</summary>
    public float Leg { get; init; }

    /// <summary>Upper edge of the socks, as a share of the leg; 1 none.</summary>
    public float Sock { get; init; } = 1;

    /// <summary>Upper edge of the shoes against the ankle joint, metres; bare feet when far below 0.</summary>
    public float Shoe { get; init; }

    /// <summary>How the hair is worn.</summary>
    public HairStyle HairStyle { get; init; }

    /// <summary>Beard, in [0, 1]: how much of it covers the skin.</summary>
    public float Beard { get; init; }

    /// <summary>Lips, in [0, 1]: how red.</summary>
    public float Lips { get; init; }

    /// <summary>What is on the head.</summary>
    public HatKind HatKind { get; init; }

    /// <summary>Glasses: 0 none, 0.5 frames, 1 dark.</summary>
    public float Glasses { get; init; }

    /// <summary>Where the eyes look, to the side, metres on the skin.</summary>
    public float GazeX { get; init; }

    /// <summary>Where the eyes look, up, metres on the skin.</summary>
    public float GazeY { get; init; }

    /// <summary>How far a skirt hangs, as a share of the leg; 0 none.</summary>
    public float Skirt { get; init; }

    /// <summary>How much wider a skirt is at its hem than at the hips, as a share.</summary>
    public float SkirtFlare { get; init; }

    /// <summary>How far flowing hair falls below the neck joint, metres.</summary>
    public float HairLength { get; init; }

    /// <summary>How far the top stands off the body, metres.</summary>
    public float TopEase { get; init; }

    /// <summary>How far the trouser legs stand off the body, metres.</summary>
    public float LegEase { get; init; }
}
