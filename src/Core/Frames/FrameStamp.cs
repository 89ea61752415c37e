using System.Diagnostics;

namespace LivePose;

/// <summary>Identity and clock of one frame.</summary>
/// <param name="Index">0, 1, 2, ... in capture order within one source; a gap means that frames were dropped.</param>
/// <param name="CapturedTicks"><see cref="Stopwatch.GetTimestamp"/> when the pixels became readable; frame age is measured from it.</param>
/// <param name="Time">Presentation time: position in the source, strictly increasing, not necessarily evenly spaced.</param>
public readonly record struct FrameStamp(long Index, long CapturedTicks, TimeSpan Time);
