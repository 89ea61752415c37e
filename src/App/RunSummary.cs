namespace LivePose.App;

/// <summary>What a finished run did.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Frames">Frames written.</param>
/// <param name="People">People in them, counted once a frame.</param>
/// <param name="Identities">Different people.</param>
/// <param name="Dropped">Live: frames that were skipped because newer ones had arrived.</param>
/// <param name="DetectorRuns">Frames in which the detector ran.</param>
/// <param name="Crops">Crops that the pose network looked at.</param>
/// <param name="Elapsed">Wall time from the first frame to finished files.</param>
/// <param name="AgeMedian">Median time from capture to the end of the pipeline.</param>
/// <param name="AgeP99">Its 99th percentile.</param>
/// <param name="Interrupted">True when it was stopped before the source ended.</param>
internal sealed record RunSummary(
    string Name, long Frames, long People, int Identities, long Dropped, long DetectorRuns, long Crops, TimeSpan Elapsed, TimeSpan AgeMedian, TimeSpan AgeP99, bool Interrupted)
{
    /// <summary>Frames/s over the whole run.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Frames / Elapsed.TotalSeconds : 0;
}
