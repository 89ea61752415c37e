namespace LivePose.Synth.People;

/// <summary>What is on the head.</summary>
public enum HatKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A woollen cap close to the head.</summary>
    Beanie,

    /// <summary>A cap with a peak in front.</summary>
    Cap,

    /// <summary>A hat with a brim all around.</summary>
    Brimmed,

    /// <summary>A helmet.</summary>
    Helmet,
}
