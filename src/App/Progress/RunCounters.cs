namespace LivePose.App.Progress;

/// <summary>What a run has done so far. Written by the pipeline, each number by one of its stages, read by the display; torn reads are harmless.</summary>
internal sealed class RunCounters
{
    private readonly HashSet<int> _ids = [];

    /// <summary>Frames that reached the sinks.</summary>
    public long Frames { get; private set; }

    /// <summary>People in all of them, counted once a frame.</summary>
    public long People { get; private set; }

    /// <summary>Different people: ids given.</summary>
    public int Identities => _ids.Count;

    /// <summary>People in the newest frame.</summary>
    public int PeopleNow { get; private set; }

    /// <summary>Time from capture to the end of the pipeline, of every frame.</summary>
    public AgeHistogram Ages { get; } = new();

    /// <summary>Frames that the source gave and the pipeline passed over for newer ones.</summary>
    public long Dropped { get; private set; }

    /// <summary>Counts a frame that was passed over.</summary>
    public void CountDropped() => Dropped++;

    /// <summary>Counts a finished frame.</summary>
    public void Count(Frame frame, TimeSpan age)
    {
        Frames++;
        PeopleNow = frame.PeopleCount;
        People += frame.PeopleCount;
        Ages.Add(age);
        foreach (Person person in frame.People)
        {
            if (person.Id.IsAssigned)
            {
                _ids.Add(person.Id.Value);
            }
        }
    }
}
