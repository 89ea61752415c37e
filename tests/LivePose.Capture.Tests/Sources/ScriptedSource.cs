using LivePose.Capture.Sources;

namespace LivePose.Capture.Tests.Sources;

/// <summary>A source whose behaviour the test decides.</summary>
internal sealed class ScriptedSource(bool isLive, Func<long, bool> read) : IFrameSource
{
    private long _index;
    private volatile bool _stopped;

    public SourceInfo Info { get; } = new("scripted", 4, 4, 0, null, isLive);

    public long Dropped => 0;

    public bool TryRead(Frame frame)
    {
        if (_stopped || !read(_index))
        {
            return false;
        }

        frame.Resize(4, 4).Span.Fill((byte)_index);
        frame.Stamp = new FrameStamp(_index, 0, TimeSpan.FromMilliseconds(_index));
        _index++;
        return true;
    }

    public void RequestStop() => _stopped = true;

    public void Dispose() => RequestStop();
}
