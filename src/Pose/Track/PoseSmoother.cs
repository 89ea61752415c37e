namespace LivePose.Pose.Track;

/// <summary>Takes the jitter out of tracked poses: a One-Euro filter for each keypoint that listens to its confidence.</summary>
/// <remarks>
/// Casiez, Roussel and Vogel, "1€ Filter", CHI 2012: a low-pass filter whose cut-off f = f_min + β·|speed| rises with speed, here
/// in person sizes a second, so that one setting serves near and far people. Its weight α is the gain P / (P + R) of a filter
/// whose measurements have variance R. A keypoint of confidence s has variance l² (1/s - 1) (<see cref="KeypointVariance"/>), so at
/// another confidence than the reference s₀ the gain is α / (α + (1 - α) r) with r = (1/s - 1) / (1/s₀ - 1); l² cancels.
/// A sure keypoint passes almost unchanged; an unsure one stays near the filter's own prediction.
/// State belongs to a track id, is dropped after <see cref="SmootherOptions.MaxGap"/>, and all of it is allocated at start.
/// </remarks>
public sealed class PoseSmoother
{
    private readonly FrameLayout _layout;
    private readonly SmootherOptions _options;
    private readonly TrackId[] _ids;
    private readonly TimeSpan[] _lastSeen;
    private readonly KeypointFilter[] _filters;
    private readonly double _referenceVariance;

    /// <summary>Allocates the state of twice as many tracks as a frame holds people.</summary>
    /// <param name="layout">Of the frames to come.</param>
    /// <param name="options">null = defaults.</param>
    public PoseSmoother(FrameLayout layout, SmootherOptions? options = null)
    {
        _layout = layout;
        _options = options ?? new SmootherOptions();
        int tracks = 2 * layout.MaxPeople;
        _ids = new TrackId[tracks];
        _lastSeen = new TimeSpan[tracks];
        _filters = new KeypointFilter[tracks * layout.KeypointCount];
        _referenceVariance = KeypointVariance.FromConfidence(_options.ReferenceConfidence, 1);
    }

    /// <summary>Smooths the positions of all people who have an id; confidences and visibilities stay.</summary>
    /// <param name="frame">After <see cref="PersonTracker.Update"/>; frames in order of time.</param>
    /// <exception cref="ArgumentException">The frame has another layout.</exception>
    public void Smooth(Frame frame)
    {
        if (frame.Layout != _layout)
        {
            throw new ArgumentException($"The smoother was made for {_layout} but the frame has {frame.Layout}; give it frames of one pool.");
        }

        if (!_options.IsEnabled)
        {
            return;
        }

        for (int i = 0; i < frame.PeopleCount; i++)
        {
            Person person = frame.People[i];
            if (person.Id.IsAssigned)
            {
                float size = MathF.Sqrt(person.Box.Area);
                Smooth(frame.Keypoints(i), FiltersOf(person.Id, frame.Stamp.Time), size > 0 ? size : 1, frame.Stamp.Time);
            }
        }
    }

    private void Smooth(Span<Keypoint> pose, Span<KeypointFilter> filters, float size, TimeSpan time)
    {
        for (int k = 0; k < pose.Length; k++)
        {
            Keypoint keypoint = pose[k];
            if (keypoint.Confidence > 0 && float.IsFinite(keypoint.X + keypoint.Y))
            {
                double ratio = KeypointVariance.FromConfidence(keypoint.Confidence, 1) / _referenceVariance;
                pose[k] = filters[k].Next(keypoint, time, size, (float)ratio, _options);
            }
        }
    }

    /// <summary>The state of a track: its own, or the one unseen for longest, wiped.</summary>
    private Span<KeypointFilter> FiltersOf(TrackId id, TimeSpan time)
    {
        int slot = Array.IndexOf(_ids, id);
        if (slot < 0)
        {
            slot = 0;
            for (int i = 1; i < _ids.Length; i++)
            {
                if (!_ids[slot].IsAssigned)
                {
                    break;
                }

                slot = !_ids[i].IsAssigned || _lastSeen[i] < _lastSeen[slot] ? i : slot;
            }

            _ids[slot] = id;
            _filters.AsSpan(slot * _layout.KeypointCount, _layout.KeypointCount).Clear();
        }

        _lastSeen[slot] = time;
        return _filters.AsSpan(slot * _layout.KeypointCount, _layout.KeypointCount);
    }
}
