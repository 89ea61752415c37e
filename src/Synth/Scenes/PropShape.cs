namespace LivePose.Synth.Scenes;

/// <summary>Forms that scenes are built of, each within [-1, 1] on every axis.</summary>
public enum PropShape
{
    /// <summary>A cube of side 2.</summary>
    Box,

    /// <summary>A sphere of radius 1.</summary>
    Ball,

    /// <summary>A cylinder of radius 1 along y, from -1 to 1, with lids.</summary>
    Post,
}
