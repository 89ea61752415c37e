using OpenCvSharp;

namespace LivePose.Capture.Sources;

/// <summary>One connection to a camera or stream. Read by one thread; <see cref="Abort"/> may come from any.</summary>
internal interface ILiveFeed : IDisposable
{
    /// <summary>Nominal rate, known after the first picture; 0 = unknown.</summary>
    double FramesPerSecond { get; }

    /// <summary>True after the last picture of something that has an end: a recording behind an address.</summary>
    bool IsFinished { get; }

    /// <summary>Waits for the next picture.</summary>
    /// <param name="picture">Gets it as BGR24; its memory is kept while the size stays the same.</param>
    /// <returns>False when there is none: never connected, lost, finished or aborted.</returns>
    bool TryRead(Mat picture);

    /// <summary>Makes a waiting <see cref="TryRead"/> return false soon, where that is possible.</summary>
    void Abort();
}
