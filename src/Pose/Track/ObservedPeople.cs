namespace LivePose.Pose.Track;

/// <summary>The people of one frame as evidence: read, freed of duplicates, and at the end compacted to those who have an identity.</summary>
internal sealed class ObservedPeople
{
    private static readonly string[] TorsoNames = ["left_shoulder", "right_shoulder", "left_hip", "right_hip"];

    private readonly Observation[] _people;
    private readonly float[] _colours;
    private readonly int[] _torso;
    private readonly float[] _sigmas;
    private readonly PairSimilarity _similarity;
    private readonly TrackerOptions _options;

    public ObservedPeople(FrameLayout layout, KeypointSet keypoints, PairSimilarity similarity, TrackerOptions options)
    {
        _people = new Observation[layout.MaxPeople];
        _colours = new float[layout.MaxPeople * TorsoColour.Bins];
        _sigmas = keypoints.Sigmas;
        _similarity = similarity;
        _options = options;
        int[] torso = [.. TorsoNames.Select(keypoints.IndexOf)];
        _torso = torso.Contains(-1) ? [] : torso;
    }

    /// <summary>People in the frame.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    public ref Observation this[int person] => ref _people[person];

    /// <summary>Colours of one of them, shape [<see cref="TorsoColour.Bins"/>].</summary>
    public Span<float> Colour(int person) => _colours.AsSpan(person * TorsoColour.Bins, TorsoColour.Bins);

    /// <summary>Takes in a frame.</summary>
    public void Read(Frame frame)
    {
        Count = frame.PeopleCount;
        for (int i = 0; i < Count; i++)
        {
            _people[i] = Read(frame, frame.People[i], frame.Keypoints(i), Colour(i));
        }

        MarkDuplicates(frame);
    }

    /// <summary>Gives every person who belongs to a confirmed track its id, and removes the others; order kept.</summary>
    public void Compact(Frame frame)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (_people[i].Track is not { IsConfirmed: true } track)
            {
                continue;
            }

            frame.People[kept] = frame.People[i] with { Id = track.Id, Box = _people[i].Box };
            if (kept != i)
            {
                frame.Keypoints(i).CopyTo(frame.Keypoints(kept));
            }

            kept++;
        }

        while (frame.PeopleCount > kept)
        {
            frame.RemovePerson(frame.PeopleCount - 1);
        }
    }

    private Observation Read(Frame frame, in Person person, ReadOnlySpan<Keypoint> pose, Span<float> colour)
    {
        Box box = person.Box;
        bool detected = !person.Id.IsAssigned;
        if (!detected && PoseBox.TryGet(pose, _options.MinConfidence, out Box implied))
        {
            box = implied;
        }

        bool hasPose = false;
        bool usable = float.IsFinite(box.X + box.Y + box.Width + box.Height) && box.Width > 0 && box.Height > 0;
        foreach (Keypoint keypoint in pose)
        {
            hasPose |= keypoint.Confidence > 0;
            usable &= float.IsFinite(keypoint.X + keypoint.Y);
        }

        float evidence = person.Score > 0 ? MathF.Sqrt(person.BoxScore * person.Score) : person.BoxScore;
        if (!usable || !(evidence >= _options.LowScore))
        {
            return new Observation { IsDropped = true };
        }

        TorsoCentre torso = TorsoCentre.Of(pose, _torso, _sigmas, box.Area);
        return new Observation
        {
            Box = box,
            Torso = torso,
            Evidence = evidence,
            BoxScore = person.BoxScore,
            IsDetected = detected,
            HasPose = hasPose,
            HasColour = frame.Width > 0 && _options.ColourWeight > 0
                && TorsoColour.TryMeasure(frame.Image, TorsoRegion(box, torso), colour),
        };
    }

    /// <summary>The trunk's middle when the torso is known to a tenth of the height, else where it usually is in a box.</summary>
    private static Box TorsoRegion(Box box, TorsoCentre torso) => torso.Variance < 0.01 * box.Height * box.Height
        ? Box.FromCenter((float)torso.X, (float)torso.Y, 0.14f * box.Height, 0.2f * box.Height)
        : TorsoColour.TorsoOf(box);

    private void MarkDuplicates(Frame frame)
    {
        for (int i = 0; i < Count; i++)
        {
            for (int j = i + 1; j < Count && !_people[i].IsDropped; j++)
            {
                if (!_people[j].IsDropped)
                {
                    Compare(frame, i, j);
                }
            }
        }
    }

    private void Compare(Frame frame, int i, int j)
    {
        ref Observation a = ref _people[i], b = ref _people[j];
        float iou = a.Box.IoU(b.Box);
        if (iou <= 0)
        {
            return;
        }

        a.IsCrowded = b.IsCrowded = true;
        if (iou >= _options.DuplicateIoU
            && _similarity.OfPeople(a, frame.Keypoints(i), b, frame.Keypoints(j), iou) >= _options.DuplicateSimilarity)
        {
            (a.Evidence >= b.Evidence ? ref b : ref a).IsDropped = true;
        }
    }
}
