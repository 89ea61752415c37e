namespace LivePose.Capture.Sinks;

/// <summary>Settings of the annotated video.</summary>
public sealed record VideoSinkOptions
{
    /// <summary>x264's constant rate factor: 0 lossless, 18 visually lossless, 51 worst.</summary>
    public int Quality { get; init; } = 20;

    /// <summary>x264's preset; veryfast takes about a third of the time of the default at nearly its quality.</summary>
    public string Preset { get; init; } = "veryfast";

    /// <summary>False encodes with OpenCV even where the <c>ffmpeg</c> program is present.</summary>
    public bool UseFfmpeg { get; init; } = true;

    /// <summary>A short text for the picture's corner, asked once a frame; null or empty = none.</summary>
    public Func<string?>? Status { get; init; }
}
