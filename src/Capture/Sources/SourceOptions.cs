namespace LivePose.Capture.Sources;

/// <summary>Settings of every kind of source; each kind reads those that concern it.</summary>
public sealed record SourceOptions
{
    /// <summary>Threads that decode a video; 0 = half the cores, 1 to 4, because inference needs the others.</summary>
    public int DecodeThreads { get; init; }

    /// <summary>Rate that gives images their presentation times, frames/s.</summary>
    public double ImagesPerSecond { get; init; } = 30;

    /// <summary>Columns asked from a camera, px; it may choose others. 0 = its default.</summary>
    public int CameraWidth { get; init; } = 1280;

    /// <summary>Rows asked from a camera, px; it may choose others. 0 = its default.</summary>
    public int CameraHeight { get; init; } = 720;

    /// <summary>Rate asked from a camera, frames/s; it may choose another. 0 = its default.</summary>
    public double CameraFramesPerSecond { get; init; } = 30;

    /// <summary>How long a camera or stream may take until its first picture.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an open stream may send nothing before it counts as lost.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause before the first attempt to reopen a lost camera or stream; it doubles with every further one.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Longest pause between two attempts.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a lost source is tried again before <see cref="IFrameSource.TryRead"/> throws; infinite by default.</summary>
    public TimeSpan GiveUpAfter { get; init; } = Timeout.InfiniteTimeSpan;

    internal int ActualDecodeThreads => DecodeThreads > 0 ? DecodeThreads : Math.Clamp(Environment.ProcessorCount / 2, 1, 4);
}
