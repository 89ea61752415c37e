namespace LivePose.Synth.Effects;

/// <summary>What lens, sensor and file do to a picture, in this order.</summary>
public sealed record PhotoEffects
{
    /// <summary>Spread of the blur of an unsharp lens, px; about 0.5 where it is sharp.</summary>
    public float Defocus { get; init; } = 0.5f;

    /// <summary>Spread of the blur of what lies behind <see cref="FocusDepth"/>, px; 0 none.</summary>
    public float BackgroundBlur { get; init; }

    /// <summary>Everything up to this distance along the optical axis is sharp, metres.</summary>
    public float FocusDepth { get; init; }

    /// <summary>Length of the trace that a moving camera leaves, px; below 2 none.</summary>
    public int Motion { get; init; }

    /// <summary>Direction of the trace, radians.</summary>
    public float MotionAngle { get; init; }

    /// <summary>Factor on the resolution before it is scaled back, in (0, 1]: a cheap camera's or a zoomed picture.</summary>
    public float Resolution { get; init; } = 1;

    /// <summary>Exponent on the values in [0, 1]; below 1 brighter.</summary>
    public float Gamma { get; init; } = 1;

    /// <summary>Factor on the distance from mid grey.</summary>
    public float Contrast { get; init; } = 1;

    /// <summary>Factors on blue, green and red.</summary>
    public (float Blue, float Green, float Red) Balance { get; init; } = (1, 1, 1);

    /// <summary>Standard deviation of the sensor's noise, grey levels.</summary>
    public float Noise { get; init; }

    /// <summary>True for a picture without colour.</summary>
    public bool Grey { get; init; }

    /// <summary>Quality of the JPEG file, in [1, 100].</summary>
    public int Quality { get; init; } = 90;

    /// <summary>Draws effects as they occur in photographs: most pictures are sharp.</summary>
    /// <param name="random">Source of chance.</param>
    /// <param name="focusDepth">How far the farthest person in focus is, metres.</param>
    public static PhotoEffects Sample(Random random, float focusDepth) => new()
    {
        BackgroundBlur = random.Chance(.2) ? random.LogBetween(1.2f, 6) : 0,
        FocusDepth = focusDepth,
        Defocus = random.Chance(.2) ? random.Between(.8f, 2.2f) : random.Between(.45f, .75f),
        Motion = random.Chance(.1) ? random.Next(3, 12) : 0,
        MotionAngle = random.Between(0, MathF.PI),
        Resolution = random.Chance(.12) ? random.Between(.4f, .8f) : 1,
        Gamma = random.LogBetween(.75f, 1.35f),
        Contrast = random.Between(.75f, 1.3f),
        Balance = (1 + random.Normal(.05f), 1 + random.Normal(.025f), 1 + random.Normal(.05f)),
        Noise = random.Chance(.25) ? random.Between(5, 14) : random.Between(.5f, 4),
        Grey = random.Chance(.04),
        Quality = random.Next(45, 96),
    };
}
