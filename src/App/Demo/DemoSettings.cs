namespace LivePose.App.Demo;

/// <summary>What one <c>livepose demo</c> is asked for.</summary>
internal sealed record DemoSettings
{
    /// <summary>Folder for everything that is made.</summary>
    public required string Folder { get; init; }

    /// <summary>Networks and how they run.</summary>
    public required TrackingSettings Tracking { get; init; }

    /// <summary>The clip follows from it.</summary>
    public int Seed { get; init; }

    /// <summary>Length of the clip, seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>A folder of <c>livepose synth video</c> to use in place of a new clip; null = make one.</summary>
    public string? Clip { get; init; }
}
