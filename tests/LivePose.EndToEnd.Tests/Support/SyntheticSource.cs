using System.Diagnostics;
using LivePose.Capture.Sources;

namespace LivePose.EndToEnd.Tests.Support;

/// <summary>Tiny grey pictures as fast as they are taken; the test says when they end.</summary>
internal sealed class SyntheticSource(bool isLive, Func<long, bool> read) : IFrameSource
{
    private const int Width = 64, Height = 48;

    private long _index;
    private volatile bool _stopped;

    public SourceInfo Info { get; } = new("synthetic", Width, Height, 30, null, isLive);

    public long Dropped => 0;

    public bool TryRead(Frame frame)
    {
        if (_stopped || !read(_index))
        {
            return false;
        }

        frame.Resize(Width, Height).Span.Fill((byte)_index);
        frame.Stamp = new FrameStamp(_index, Stopwatch.GetTimestamp(), TimeSpan.FromSeconds(_index / 30.0));
        _index++;
        return true;
    }

    public void RequestStop() => _stopped = true;

    public void Dispose() => RequestStop();
}
