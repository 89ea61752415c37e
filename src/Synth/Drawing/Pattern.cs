namespace LivePose.Synth.Drawing;

/// <summary>How a surface mixes its two colours. The numbers are layers of <see cref="PatternTextures"/>.</summary>
public enum Pattern
{
    /// <summary>The first colour alone.</summary>
    Plain,

    /// <summary>Lines across, as on a sailor's shirt.</summary>
    Stripes,

    /// <summary>Upright lines.</summary>
    UprightStripes,

    /// <summary>A chess board.</summary>
    Checks,

    /// <summary>Crossing bands of two widths.</summary>
    Plaid,

    /// <summary>Dots in rows.</summary>
    Dots,

    /// <summary>Woven cloth, fine noise.</summary>
    Cloth,

    /// <summary>Clouds: noise over many scales.</summary>
    Clouds,

    /// <summary>Long streaks, as wood has.</summary>
    Wood,

    /// <summary>Bricks with joints.</summary>
    Brick,

    /// <summary>Square tiles with joints.</summary>
    Tiles,

    /// <summary>Patches with hard borders.</summary>
    Patches,

    /// <summary>Rows of small marks that look like writing from afar.</summary>
    Writing,

    /// <summary>Leaves, pebbles, confetti: many small round spots.</summary>
    Spots,

    /// <summary>Smooth waves, as folds in cloth.</summary>
    Folds,

    /// <summary>Windows in rows on a facade.</summary>
    Facade,
}
