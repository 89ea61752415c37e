namespace LivePose.Synth.People;

/// <summary>How hair is worn.</summary>
public enum HairStyle
{
    /// <summary>No hair.</summary>
    Bald,

    /// <summary>Close to the head.</summary>
    Cropped,

    /// <summary>Some centimetres all around, over the ears.</summary>
    Full,

    /// <summary>Down to the shoulders or beyond.</summary>
    Flowing,

    /// <summary>Bound behind the head.</summary>
    Bun,
}
