namespace LivePose.Capture.Sources;

/// <summary>What a finished pump did.</summary>
/// <param name="Frames">Frames written to the pipeline.</param>
/// <param name="Batches">Batches that carried them.</param>
/// <param name="Starved">Times that a live source found no free batch, so that its frames were dropped meanwhile; 0 with a pool of the right size.</param>
public readonly record struct PumpCounts(long Frames, long Batches, long Starved);
