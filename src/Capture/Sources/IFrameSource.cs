namespace LivePose.Capture.Sources;

/// <summary>Where pictures come from: a file, images, a camera or a network stream.</summary>
/// <remarks>One thread reads; <see cref="RequestStop"/> and <see cref="IDisposable.Dispose"/> may be called from any other.</remarks>
public interface IFrameSource : IDisposable
{
    /// <summary>What is known before the first frame.</summary>
    SourceInfo Info { get; }

    /// <summary>Frames that a live source captured and nobody took, because a newer one arrived; 0 for files and images.</summary>
    long Dropped { get; }

    /// <summary>Fills a frame with the next picture and its stamp. A live source waits for one.</summary>
    /// <param name="frame">Resized and stamped on success, undefined otherwise; its people are not touched.</param>
    /// <returns>False at the end of the source, or after <see cref="RequestStop"/>.</returns>
    /// <exception cref="IOException">A live source was lost for longer than <see cref="SourceOptions.GiveUpAfter"/>.</exception>
    bool TryRead(Frame frame);

    /// <summary>Ends the source: a waiting or later <see cref="TryRead"/> returns false. Safe to call more than once.</summary>
    void RequestStop();
}
