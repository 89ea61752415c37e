namespace LivePose.Synth.Clips;

/// <summary>What a synthetic clip shall be.</summary>
public sealed record ClipSettings
{
    /// <summary>Folder for the clip: absent or empty.</summary>
    public required string Folder { get; init; }

    /// <summary>Everything follows from it.</summary>
    public int Seed { get; init; }

    /// <summary>Length, seconds, positive.</summary>
    public double Seconds { get; init; } = 6;

    /// <summary>Frames a second, positive.</summary>
    public double FramesPerSecond { get; init; } = 30;

    /// <summary>Columns, px.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Rows, px.</summary>
    public int Height { get; init; } = 480;

    /// <summary>Number of people, 1 to 8; the first two cross each other's way.</summary>
    public int People { get; init; } = 3;

    /// <summary>What they do, one after the other and round again; names of <see cref="Motion.Names"/>. Empty = two pace up and down, the rest as it comes.</summary>
    public IReadOnlyList<string> Motions { get; init; } = [];

    /// <summary>A recorded motion that all of them follow instead, each from another moment; null = none.</summary>
    public string? BvhFile { get; init; }

    /// <summary>Folder of MakeHuman's assets for some of the people; null = the built-in body only.</summary>
    public string? BodyFolder { get; init; }

    /// <summary>Folder of photographs for the background; null = a made one.</summary>
    public string? BackgroundFolder { get; init; }

    /// <summary>Things pass between the camera and the people.</summary>
    public bool Occluders { get; init; }

    /// <summary>The picture is smeared for a while.</summary>
    public bool Blur { get; init; }

    /// <summary>It gets dark and noisy for a while.</summary>
    public bool Dark { get; init; }

    /// <summary>The camera sways as in a hand; otherwise it stands still.</summary>
    public bool MovingCamera { get; init; }

    /// <summary>Also writes every frame as <c>images/*.jpg</c>.</summary>
    public bool Images { get; init; }

    /// <summary>Frames in work at once, positive. The result does not depend on it.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Number of frames, at least 1.</summary>
    public int FrameCount => (int)Math.Max(1, Math.Round(Seconds * FramesPerSecond));

    /// <summary>Checks every number.</summary>
    /// <exception cref="ArgumentException">One is out of range; the sentence says which.</exception>
    public void Check()
    {
        Require(Seconds is > 0 and <= 3600, $"A clip of {Seconds} s cannot be made; ask for more than 0 and at most 3600.");
        Require(FramesPerSecond is >= 1 and <= 240, $"{FramesPerSecond} frames a second cannot be made; ask for 1 to 240.");
        Require(
            Width is >= 64 and <= 4096 && Height is >= 64 and <= 4096 && Width % 2 == 0 && Height % 2 == 0,
            $"Pictures of {Width}x{Height} px cannot be made; ask for even numbers from 64 to 4096.");
        Require(People is >= 1 and <= 8, $"A clip with {People} people cannot be made; ask for 1 to 8.");
        Require(Threads is >= 1 and <= 256, $"{Threads} threads cannot work; ask for 1 to 256.");
        foreach (string motion in Motions)
        {
            Require(Motion.Names.Contains(motion), $"There is no motion '{motion}'; there are {string.Join(", ", Motion.Names)}.");
        }
    }

    private static void Require(bool holds, FormattableString otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant(otherwise));
        }
    }
}
