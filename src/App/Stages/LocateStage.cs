using LivePose.Pose.Track;

namespace LivePose.App.Stages;

/// <summary>
/// Offline: sets people's boxes. The detector runs on key frames; between two key frames boxes are interpolated, because both
/// ends are known before the frames between are needed.
/// </summary>
/// <remarks>
/// The stage looks ahead: a batch goes on only when all its frames lie before the newest key frame, whose boxes the next gap
/// still needs. One gap is never longer than a batch, so at most two batches are held.
/// </remarks>
internal sealed class LocateStage : IStage<Captured, Located>
{
    private readonly FrameDetector _detector;
    private readonly BoxInterpolation _interpolation;
    private readonly DetectionStride? _adaptive;
    private readonly int _fixedStride;
    private readonly Queue<FrameBatch> _held = new();
    private readonly Frame[] _between;
    private int _betweenCount;
    private Frame? _key;
    private FrameBatch? _keyBatch;

    /// <summary>Prepares for batches of at most <paramref name="framesPerBatch"/> frames.</summary>
    /// <param name="detector">Disposed with the stage.</param>
    /// <param name="layout">Of the frames.</param>
    /// <param name="framesPerBatch">Longest gap, frames.</param>
    /// <param name="detectEvery">Frames from one detection to the next; 0 = adaptive, up to 8.</param>
    public LocateStage(FrameDetector detector, FrameLayout layout, int framesPerBatch, int detectEvery)
    {
        _detector = detector;
        _interpolation = new BoxInterpolation(layout);
        _between = new Frame[framesPerBatch];
        _fixedStride = Math.Min(detectEvery, framesPerBatch);
        _adaptive = detectEvery == 0 ? new DetectionStride(Math.Min(8, framesPerBatch)) : null;
    }

    private int Stride => _adaptive?.Frames ?? _fixedStride;

    public bool Process(Captured input, out Located output)
    {
        foreach (Frame frame in input.Batch.Frames)
        {
            if (_key is null || _betweenCount + 1 >= Stride)
            {
                CloseGap(frame);
                _keyBatch = input.Batch;
            }
            else
            {
                _between[_betweenCount++] = frame;
            }
        }

        _held.Enqueue(input.Batch);
        return TryRelease(out output);
    }

    /// <summary>The end of the source is a key frame too.</summary>
    public bool Flush(out Located output)
    {
        if (_betweenCount > 0)
        {
            Frame last = _between[--_betweenCount];
            CloseGap(last);
        }

        _keyBatch = null;
        return TryRelease(out output);
    }

    public void Abandon()
    {
        while (_held.TryDequeue(out FrameBatch? batch))
        {
            batch.Return();
        }

        _betweenCount = 0;
    }

    public void Dispose() => _detector.Dispose();

    private void CloseGap(Frame frame)
    {
        _detector.Detect(frame, _key is null ? [] : _key.People);
        if (_key is not null)
        {
            GapSummary gap = _interpolation.Fill(_key, _between.AsSpan(0, _betweenCount), frame);
            _adaptive?.Record(gap);
        }

        _betweenCount = 0;
        _key = frame;
    }

    private bool TryRelease(out Located output)
    {
        if (_held.TryPeek(out FrameBatch? oldest) && oldest != _keyBatch)
        {
            _held.Dequeue();
            output = new Located(oldest);
            return true;
        }

        output = default;
        return false;
    }
}
