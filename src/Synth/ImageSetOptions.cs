namespace LivePose.Synth;

/// <summary>What a set of synthetic images shall be.</summary>
public sealed record ImageSetOptions
{
    /// <summary>Number of images, positive.</summary>
    public required int Count { get; init; }

    /// <summary>Everything follows from it.</summary>
    public int Seed { get; init; }

    /// <summary>Folder for the set: absent or empty.</summary>
    public required string Folder { get; init; }

    /// <summary>Folder of MakeHuman's assets for half of the people; null = the built-in body only.</summary>
    public string? BodyFolder { get; init; }

    /// <summary>Folder of photographs for some of the backgrounds; null = none.</summary>
    public string? BackgroundFolder { get; init; }

    /// <summary>Longer side of the images, px.</summary>
    public int Size { get; init; } = 480;

    /// <summary>Images in work at once, positive. The result does not depend on it.</summary>
    public int Threads { get; init; } = 2;
}
