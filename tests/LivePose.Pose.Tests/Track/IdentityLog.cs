using LivePose.Pose.Track;

namespace LivePose.Pose.Tests.Track;

/// <summary>Runs a tracker over a scene and counts what became of identities.</summary>
public sealed class IdentityLog(Scene scene)
{
    private readonly TrackId[] _current = new TrackId[scene.Count];
    private readonly HashSet<(int Walker, TrackId Id)> _pairs = [];

    /// <summary>Times that a walker was given another id than before.</summary>
    public int Switches { get; private set; }

    /// <summary>False people in the output.</summary>
    public int False { get; private set; }

    /// <summary>Walkers in the output, over all frames.</summary>
    public int Shown { get; private set; }

    /// <summary>Walkers in view, over all frames.</summary>
    public int InView { get; private set; }

    /// <summary>Pairs of ids and different walkers beyond one each: an id that was with two walkers was swapped or stolen.</summary>
    public int Stolen => _pairs.Count - _pairs.Select(pair => pair.Id).Distinct().Count();

    public TrackId IdOf(int walker) => _current[walker];

    public int IdsOf(int walker) => _pairs.Count(pair => pair.Walker == walker);

    /// <summary>Runs frames at the given times; <paramref name="hides"/> says which walkers the detector misses at a time.</summary>
    public IdentityLog Run(PersonTracker tracker, IEnumerable<double> times, Func<double, int[]>? hides = null)
    {
        Frame frame = Scene.NewFrame();
        long index = 0;
        foreach (double time in times)
        {
            scene.Observe(frame, index++, time, hides?.Invoke(time) ?? []);
            tracker.Update(frame);
            Record(frame, time);
        }

        return this;
    }

    public static IEnumerable<double> Times(double seconds, double rate = 30) =>
        Enumerable.Range(0, (int)(seconds * rate)).Select(i => i / rate);

    private void Record(Frame frame, double time)
    {
        for (int w = 0; w < scene.Count; w++)
        {
            InView += scene.IsInView(w, time) ? 1 : 0;
        }

        for (int p = 0; p < frame.PeopleCount; p++)
        {
            int walker = scene.WalkerOf(frame, p);
            TrackId id = frame.People[p].Id;
            if (walker < 0)
            {
                False++;
                continue;
            }

            Shown++;
            Switches += _current[walker].IsAssigned && _current[walker] != id ? 1 : 0;
            _current[walker] = id;
            _pairs.Add((walker, id));
        }
    }
}
