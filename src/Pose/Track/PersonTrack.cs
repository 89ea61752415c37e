namespace LivePose.Pose.Track;

/// <summary>What the tracker remembers of one person. Pooled: <see cref="Begin"/> forgets who it was before.</summary>
internal sealed class PersonTrack(int keypointCount)
{
    // A person's colours follow lighting over about ten clear sightings.
    private const float ColourShare = 0.1f;

    private readonly Keypoint[] _pose = new Keypoint[keypointCount];
    private readonly Keypoint[] _predicted = new Keypoint[keypointCount];
    private readonly float[] _colour = new float[TorsoColour.Bins];
    private BoxMotion _motion;
    private double _poseX;
    private double _poseY;

    /// <summary>Not assigned until the track is confirmed.</summary>
    public TrackId Id { get; set; }

    /// <summary>Frames in a row in which it was seen since it began.</summary>
    public int Hits { get; private set; }

    /// <summary>Time of <see cref="Motion"/>.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>When it was last seen.</summary>
    public TimeSpan LastSeen { get; private set; }

    /// <summary>When a detector last gave its box, rather than the tracker's own prediction.</summary>
    public TimeSpan LastDetected { get; private set; }

    /// <summary>The last detector score of its box, in [0, 1].</summary>
    public float BoxScore { get; private set; }

    /// <summary>Belief at <see cref="Time"/>.</summary>
    public ref readonly BoxMotion Motion => ref _motion;

    /// <summary>True once it has been given an id.</summary>
    public bool IsConfirmed => Id.IsAssigned;

    /// <summary>Set when a frame went by without it.</summary>
    public bool IsLost { get; set; }

    /// <summary>Set while associating, when a person of this frame has been found for it.</summary>
    public bool IsMatched { get; set; }

    /// <summary>False while no pose with any confidence has been seen.</summary>
    public bool HasPose { get; private set; }

    /// <summary>False while its torso has not been seen clearly.</summary>
    public bool HasColour { get; private set; }

    /// <summary>The last pose, where it was, shape [K].</summary>
    public ReadOnlySpan<Keypoint> Pose => _pose;

    /// <summary>The last pose moved along to <see cref="Time"/>, shape [K].</summary>
    public ReadOnlySpan<Keypoint> PredictedPose => _predicted;

    /// <summary>Colours of the torso, shape [<see cref="TorsoColour.Bins"/>].</summary>
    public ReadOnlySpan<float> Colour => _colour;

    /// <summary>Begins a new person.</summary>
    public void Begin(in Observation seen, ReadOnlySpan<Keypoint> pose, ReadOnlySpan<float> colour, double noise, TimeSpan time)
    {
        Id = default;
        Hits = 0;
        IsLost = false;
        HasPose = false;
        HasColour = false;
        Time = time;
        _motion = BoxMotion.Start(seen.Box, seen.Torso, noise);
        Remember(seen, pose, colour, time);
    }

    /// <summary>Moves motion and pose along.</summary>
    public void Predict(TimeSpan time, double acceleration)
    {
        _motion.Predict((time - Time).TotalSeconds, acceleration);
        Time = time;
        if (HasPose)
        {
            Shift(_motion, _predicted);
        }
    }

    /// <summary>Where it would be at a later time; the track itself does not move.</summary>
    public BoxMotion At(TimeSpan time, double acceleration)
    {
        BoxMotion motion = _motion;
        motion.Predict((time - Time).TotalSeconds, acceleration);
        return motion;
    }

    /// <summary>Takes in the person that was found for it.</summary>
    public void Update(in Observation seen, ReadOnlySpan<Keypoint> pose, ReadOnlySpan<float> colour, double noise)
    {
        _motion.Update(seen.Box, seen.Torso, noise, (Time - LastSeen).TotalSeconds);
        IsLost = false;
        Remember(seen, pose, colour, Time);
    }

    /// <summary>Notes that this frame went by without it.</summary>
    public void Miss()
    {
        IsLost = true;
        _motion.HoldSize();
    }

    /// <summary>Displacement of the body since the last pose, px.</summary>
    public (float X, float Y) Displacement(in BoxMotion motion) => ((float)(motion.X - _poseX), (float)(motion.Y - _poseY));

    private void Shift(in BoxMotion motion, Span<Keypoint> target)
    {
        (float dx, float dy) = Displacement(motion);
        for (int k = 0; k < target.Length; k++)
        {
            target[k] = _pose[k] with { X = _pose[k].X + dx, Y = _pose[k].Y + dy };
        }
    }

    private void Remember(in Observation seen, ReadOnlySpan<Keypoint> pose, ReadOnlySpan<float> colour, TimeSpan time)
    {
        Hits++;
        IsMatched = true;
        LastSeen = time;
        if (seen.IsDetected)
        {
            LastDetected = time;
            BoxScore = seen.BoxScore;
        }

        if (seen.HasPose)
        {
            HasPose = true;
            pose.CopyTo(_pose);
            _poseX = _motion.X;
            _poseY = _motion.Y;
        }

        if (seen.HasColour && !(seen.IsCrowded && HasColour))
        {
            TorsoColour.Follow(_colour, colour, HasColour ? ColourShare : 1);
            HasColour = true;
        }
    }
}
