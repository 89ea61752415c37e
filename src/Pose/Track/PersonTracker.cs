namespace LivePose.Pose.Track;

/// <summary>Gives the people of consecutive frames identities, and says where they will be in the next frame.</summary>
/// <remarks>
/// Two-stage association in ByteTrack's way (Zhang et al., ECCV 2022, algorithm 1): people with strong evidence are matched to
/// all known tracks first, then weak evidence to the tracks that were seen a short while ago, then what is left of the strong
/// to unconfirmed tracks. Similarity is box IoU and OKS against a Kalman prediction (<see cref="PairSimilarity"/>), pairs are
/// chosen optimally (<see cref="AssignmentSolver"/>). Lost tracks wait for <see cref="TrackerOptions.MaxLost"/>.
/// All memory is taken by the constructor. Not thread-safe.
/// </remarks>
public sealed class PersonTracker
{
    // Marks a region as a prediction while its track has no id yet; never leaves Update.
    private static readonly TrackId Unconfirmed = new(-1);

    private readonly FrameLayout _layout;
    private readonly TrackerOptions _options;
    private readonly PairSimilarity _similarity;
    private readonly ObservedPeople _people;
    private readonly PersonTrack[] _tracks;
    private readonly AssignmentSolver _solver;
    private readonly float[] _benefit;
    private readonly int[] _rows;
    private readonly int[] _columns;
    private readonly int[] _pairs;
    private int _count;
    private int _lastId;
    private TimeSpan? _time;

    /// <summary>Takes all memory that tracking needs.</summary>
    /// <param name="layout">Of the frames to come.</param>
    /// <param name="keypoints">Of the poses to come.</param>
    /// <param name="options">How to decide; null = defaults.</param>
    /// <exception cref="ArgumentException">Layout and keypoint set differ in K.</exception>
    public PersonTracker(FrameLayout layout, KeypointSet keypoints, TrackerOptions? options = null)
    {
        if (layout.KeypointCount != keypoints.Count)
        {
            throw new ArgumentException(
                $"Frames hold {layout.KeypointCount} keypoints a person but keypoint set '{keypoints.Id}' has {keypoints.Count}; make both from one model.");
        }

        _layout = layout;
        _options = options ?? new TrackerOptions();
        _similarity = new PairSimilarity(keypoints, _options);
        _people = new ObservedPeople(layout, keypoints, _similarity, _options);

        // Twice as many tracks as people in a frame: as many again may be hidden. The longest hidden makes room for more.
        int capacity = 2 * layout.MaxPeople;
        _tracks = new PersonTrack[capacity];
        for (int i = 0; i < capacity; i++)
        {
            _tracks[i] = new PersonTrack(layout.KeypointCount);
        }

        _solver = new AssignmentSolver(capacity);
        _benefit = new float[capacity * layout.MaxPeople];
        _rows = new int[capacity];
        _pairs = new int[capacity];
        _columns = new int[layout.MaxPeople];
    }

    /// <summary>How well the last frame agreed with what was expected.</summary>
    public TrackingSummary Summary { get; private set; }

    private Span<PersonTrack> Tracks => _tracks.AsSpan(0, _count);

    /// <summary>Gives the frame's people their identities.</summary>
    /// <remarks>
    /// Comes in: people without identity (a region from <see cref="Predict"/> carries the id of its track, which says only that
    /// its box is no measurement: it is replaced by the box of the pose found in it, and identity is decided anew).
    /// Goes out: people who belong to a confirmed track, each with its id, in their old order. Removed are duplicates of the same
    /// body, people with weak evidence whom no track expects, and people seen for fewer than
    /// <see cref="TrackerOptions.ConfirmHits"/> frames; in the first frame everyone with strong evidence is confirmed at once.
    /// Evidence is sqrt(box score · pose score), or the box score where no pose was estimated.
    /// </remarks>
    /// <param name="frame">Its time must be later than that of the frame before.</param>
    /// <exception cref="ArgumentException">Time does not advance, or the frame has another layout.</exception>
    public void Update(Frame frame)
    {
        TimeSpan time = frame.Stamp.Time;
        Check(frame.Layout, time);
        float seconds = _time is { } last ? (float)(time - last).TotalSeconds : 0;
        foreach (PersonTrack track in Tracks)
        {
            track.Predict(time, _options.Acceleration);
            track.IsMatched = false;
        }

        _people.Read(frame);
        Summary = new TrackingSummary(0, 0, 0, 1, 1, 0, false);
        TimeSpan recent = time - _options.MaxWeak;
        Associate(frame, confirmed: true, TimeSpan.MinValue, _options.HighScore, 1, _options.MinSimilarity);
        Associate(frame, confirmed: true, recent, _options.LowScore, _options.HighScore, _options.MinLowSimilarity);
        Associate(frame, confirmed: false, TimeSpan.MinValue, _options.HighScore, 1, _options.MinTentativeSimilarity);
        EndTracks(time);
        BeginTracks(frame, time, atOnce: _time is null);
        Summarize(frame.Width, seconds);
        _people.Compact(frame);
        _time = time;
    }

    /// <summary>Adds a region to look at for every person seen recently: the input of the pose network where no detector runs.</summary>
    /// <remarks>
    /// The region joins the last pose's box and the filtered box, moved along to the given time. People whom the frame already
    /// covers (IoU of at least one half) and people outside the picture are left out. The box score is the last detector's,
    /// halved for every second since, so that a pose network that sees bodies everywhere cannot keep a track alive by itself.
    /// </remarks>
    /// <param name="time">Of the target frame, later than that of the last update.</param>
    /// <param name="target">Its keypoints are still to be estimated; give it to <see cref="Update"/> afterwards.</param>
    /// <exception cref="ArgumentException">Time does not advance, or the frame has another layout.</exception>
    public void Predict(TimeSpan time, Frame target)
    {
        Check(target.Layout, time);
        int present = target.PeopleCount;
        foreach (PersonTrack track in Tracks)
        {
            if (time - track.LastSeen > _options.MaxPredicted)
            {
                continue;
            }

            Box region = Region(track, track.At(time, _options.Acceleration));
            bool outside = target.Width > 0 && region.Clip(target.Width, target.Height).Area <= 0;
            if (!outside && !Covers(target.People[..present], region))
            {
                float score = track.BoxScore * MathF.Pow(2, -(float)(time - track.LastDetected).TotalSeconds);
                target.TryAdd(Person.Detected(region, score) with { Id = track.IsConfirmed ? track.Id : Unconfirmed });
            }
        }
    }

    private static bool Covers(ReadOnlySpan<Person> people, Box region)
    {
        foreach (Person person in people)
        {
            if (person.Box.IoU(region) >= 0.5f)
            {
                return true;
            }
        }

        return false;
    }

    private Box Region(PersonTrack track, in BoxMotion motion)
    {
        Box box = motion.Box;
        if (!PoseBox.TryGet(track.Pose, _options.MinConfidence, out Box pose) || !track.HasPose)
        {
            return box;
        }

        (float dx, float dy) = track.Displacement(motion);
        return Box.FromCorners(
            MathF.Min(box.X, pose.X + dx), MathF.Min(box.Y, pose.Y + dy), MathF.Max(box.Right, pose.Right + dx), MathF.Max(box.Bottom, pose.Bottom + dy));
    }

    private void Check(FrameLayout layout, TimeSpan time)
    {
        if (layout != _layout)
        {
            throw new ArgumentException($"The tracker was made for {_layout} but the frame has {layout}; give it frames of one pool.");
        }

        if (time <= _time)
        {
            throw new ArgumentException($"Frame time {time} does not come after {_time}; give the tracker frames of one source in order.");
        }
    }

    /// <summary>Pairs the unmatched tracks of one kind, seen since a time, with the unmatched people whose evidence lies in [low, high).</summary>
    private void Associate(Frame frame, bool confirmed, TimeSpan seenSince, float low, float high, float minSimilarity)
    {
        int rows = 0, columns = 0;
        for (int t = 0; t < _count; t++)
        {
            PersonTrack track = _tracks[t];
            if (!track.IsMatched && track.IsConfirmed == confirmed && track.LastSeen >= seenSince)
            {
                _rows[rows++] = t;
            }
        }

        for (int p = 0; p < _people.Count; p++)
        {
            ref Observation person = ref _people[p];
            if (!person.IsDropped && person.Track is null && person.Evidence >= low && (person.Evidence < high || high >= 1))
            {
                _columns[columns++] = p;
            }
        }

        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                int p = _columns[c];
                _benefit[(r * columns) + c] = Benefit(_tracks[_rows[r]], p, frame.Keypoints(p), minSimilarity);
            }
        }

        _solver.Maximize(_benefit, rows, columns, _pairs);
        for (int r = 0; r < rows; r++)
        {
            if (_pairs[r] >= 0)
            {
                Match(frame, _tracks[_rows[r]], _columns[_pairs[r]]);
            }
        }
    }

    /// <summary>
    /// How much a pair is worth, 0 or less = must not be made. Somebody seen a short while ago is recognized by place and pose, and
    /// clothing only ranks: a torso that is half hidden shows another's. Later places are vague, and clothing must agree too.
    /// </summary>
    private float Benefit(PersonTrack track, int person, ReadOnlySpan<Keypoint> pose, float minSimilarity)
    {
        float similarity = _similarity.Of(track, _people[person], pose);
        if (similarity <= minSimilarity)
        {
            return 0;
        }

        float colour = _similarity.OfColour(track, _people[person], _people.Colour(person));
        return track.Time - track.LastSeen > _options.MaxWeak ? (similarity * colour) - minSimilarity : (similarity - minSimilarity) * colour;
    }

    private void Match(Frame frame, PersonTrack track, int person)
    {
        ref Observation seen = ref _people[person];
        if (!track.IsLost && track.IsConfirmed)
        {
            float agreement = track.Motion.Box.IoU(seen.Box);
            Summary = Summary with { LowestAgreement = MathF.Min(Summary.LowestAgreement, agreement) };
        }

        // A pose's own box is a rougher measure of the person's than a detector's.
        double noise = seen.IsDetected ? _options.BoxNoise : 2 * _options.BoxNoise;
        track.Update(seen, frame.Keypoints(person), _people.Colour(person), noise);
        seen.Track = track;
        if (!track.IsConfirmed && track.Hits >= _options.ConfirmHits)
        {
            track.Id = new TrackId(++_lastId);
        }
    }

    private void EndTracks(TimeSpan time)
    {
        for (int t = _count - 1; t >= 0; t--)
        {
            PersonTrack track = _tracks[t];
            if (track.IsMatched)
            {
                continue;
            }

            if (!track.IsLost && track.IsConfirmed)
            {
                Summary = Summary with { Lost = Summary.Lost + 1 };
            }

            track.Miss();
            if (!track.IsConfirmed || time - track.LastSeen > _options.MaxLost)
            {
                Remove(t);
            }
        }
    }

    private void BeginTracks(Frame frame, TimeSpan time, bool atOnce)
    {
        for (int p = 0; p < _people.Count; p++)
        {
            ref Observation seen = ref _people[p];
            if (seen.IsDropped || seen.Track is not null || seen.Evidence < _options.NewTrackScore)
            {
                continue;
            }

            if (_count == _tracks.Length)
            {
                Remove(LongestLost());
            }

            PersonTrack track = _tracks[_count++];
            track.Begin(seen, frame.Keypoints(p), _people.Colour(p), _options.BoxNoise, time);
            seen.Track = track;
            Summary = Summary with { Begun = Summary.Begun + 1 };
            if (atOnce || _options.ConfirmHits <= 1)
            {
                track.Id = new TrackId(++_lastId);
            }
        }
    }

    private int LongestLost()
    {
        int longest = 0;
        for (int t = 1; t < _count; t++)
        {
            if (_tracks[t].LastSeen < _tracks[longest].LastSeen)
            {
                longest = t;
            }
        }

        return longest;
    }

    private void Remove(int index)
    {
        _count--;
        (_tracks[index], _tracks[_count]) = (_tracks[_count], _tracks[index]);
    }

    private void Summarize(int width, float seconds)
    {
        for (int p = 0; p < _people.Count; p++)
        {
            ref Observation seen = ref _people[p];
            if (seen.Track is not { IsConfirmed: true } track)
            {
                continue;
            }

            ref readonly BoxMotion motion = ref track.Motion;
            float height = motion.Box.Height;
            bool atEdge = width > 0 && (seen.Box.X <= 0.02f * width || seen.Box.Right >= 0.98f * width);
            Summary = Summary with
            {
                People = Summary.People + 1,
                LowestScore = MathF.Min(Summary.LowestScore, seen.Evidence),
                LargestMotion = MathF.Max(Summary.LargestMotion, (float)motion.Speed * seconds / height),
                IsCrossingBorder = Summary.IsCrossingBorder || (atEdge && Math.Abs(motion.VelocityX) > 0.2 * height),
            };
        }
    }
}
