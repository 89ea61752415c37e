using LivePose.Fitting;

namespace LivePose.App.Bodies;

/// <summary>Fits a body to everyone in a frame, side by side, each from his own last pose.</summary>
/// <remarks>
/// One <see cref="BodyFitter"/> an identity; whoever is away for more than <see cref="LongestAbsence"/> is forgotten and his fitter
/// given to the next newcomer, so memory follows the number of people at a time, not the length of the run.
/// </remarks>
internal sealed class PeopleFitter
{
    /// <summary>Time after which somebody who is not seen is forgotten, seconds.</summary>
    public const double LongestAbsence = 2;

    private readonly BodySkeleton _skeleton;
    private readonly KeypointSet _set;
    private readonly FitOptions _options;
    private readonly PinholeCamera _camera;
    private readonly ParallelOptions _parallel;
    private readonly Dictionary<int, Known> _known = [];
    private readonly Stack<BodyFitter> _free = new();
    private readonly Known[] _present;
    private readonly (int Id, BodyFit Fit)[] _fits;
    private readonly Action<int> _fitOne;
    private Frame? _frame;

    /// <summary>Prepares for frames of at most <paramref name="maxPeople"/> people.</summary>
    /// <param name="skeleton">The body.</param>
    /// <param name="set">What keypoints come.</param>
    /// <param name="options">Settings of the fit.</param>
    /// <param name="camera">The camera of every frame.</param>
    /// <param name="maxPeople">Most people in a frame.</param>
    /// <param name="threads">Most people fitted at once; 1 = one after another, with the same results.</param>
    public PeopleFitter(BodySkeleton skeleton, KeypointSet set, FitOptions options, PinholeCamera camera, int maxPeople, int threads)
    {
        (_skeleton, _set, _options, _camera) = (skeleton, set, options, camera);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        _present = new Known[maxPeople];
        _fits = [.. Enumerable.Range(0, maxPeople).Select(_ => (0, new BodyFit(skeleton.ShapeCount)))];
        _fitOne = FitOne;
        _free.Push(Create()); // an unsuitable keypoint set is refused before the first frame
    }

    /// <summary>Fitters that exist, in use or free.</summary>
    public int FitterCount => _known.Count + _free.Count;

    /// <summary>Fits everyone who has an identity.</summary>
    /// <param name="frame">The next frame; its time is later than the last one's.</param>
    /// <returns>Identity and fit in the order of the frame's people; valid until the next call.</returns>
    public ReadOnlySpan<(int Id, BodyFit Fit)> Fit(Frame frame)
    {
        double now = frame.Stamp.Time.TotalSeconds;
        int count = 0;
        for (int i = 0; i < frame.PeopleCount; i++)
        {
            TrackId id = frame.People[i].Id;
            if (id.IsAssigned)
            {
                Known known = new(FitterOf(id.Value), i, now);
                _known[id.Value] = known;
                _present[count] = known;
                _fits[count++].Id = id.Value;
            }
        }

        _frame = frame;
        if (count > 1 && _parallel.MaxDegreeOfParallelism > 1)
        {
            Parallel.For(0, count, _parallel, _fitOne);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                FitOne(i);
            }
        }

        Forget(now);
        return _fits.AsSpan(0, count);
    }

    private void FitOne(int i)
    {
        Known person = _present[i];
        double area = PersonArea.FromBox(_frame!.People[person.Place].Box);
        person.Fitter.Fit(_frame.Keypoints(person.Place), area, _camera, person.LastSeen, _fits[i].Fit);
    }

    private BodyFitter FitterOf(int id) =>
        _known.TryGetValue(id, out Known known) ? known.Fitter : _free.TryPop(out BodyFitter? free) ? free : Create();

    private BodyFitter Create() => new(_skeleton, _set, _options);

    private void Forget(double now)
    {
        foreach ((int id, Known known) in _known)
        {
            if (now - known.LastSeen > LongestAbsence)
            {
                _known.Remove(id);
                known.Fitter.Reset();
                _free.Push(known.Fitter);
            }
        }
    }

    /// <summary>Somebody with a fitter.</summary>
    /// <param name="Fitter">His alone.</param>
    /// <param name="Place">His place in the frame where he was seen last.</param>
    /// <param name="LastSeen">Time of that frame, seconds.</param>
    private readonly record struct Known(BodyFitter Fitter, int Place, double LastSeen);
}
